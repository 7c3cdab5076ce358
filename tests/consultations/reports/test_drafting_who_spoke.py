"""A draft puts nobody's words into the mouth of another."""

from __future__ import annotations

import pytest

from consultations.models import Attendance, Meeting
from consultations.record import said_points
from consultations.reports.drafting import Section, arabic_phrases, french_phrases
from consultations.reports.drafting.french import French
from consultations.reports.drafting.phrases import Shape
from tests import factories
from tests.consultations.reports.drafted import opening
from tests.consultations.reports.test_drafting_sentences import part
from tests.factories import text

pytestmark = pytest.mark.django_db
HEAD = "رئيس المنطقة الأمنية"


def head(meeting: Meeting, **values: str) -> Attendance:
    return factories.present(meeting, side="police", function=text(HEAD, fr="Chef de la zone"), **values)


def told(kind: str, language: str, words: str, *, has_speaker: bool = True) -> str:
    """The sections of a draft whose only contribution says ``words``."""
    meeting = factories.meeting(title=text("لقاء", fr="Rencontre"))
    said = text(words) if language == "ar" else text("", fr=words)
    factories.contribution(meeting, kind=kind, text=said, speaker=head(meeting) if has_speaker else None)
    if kind == "opening":
        return opening(meeting, language)
    return part(meeting, Section.CONCLUSION if kind == "conclusion" else Section.LEAD, language)


OTHERS = [
    ("ar", "أكد ممثل الجمعية أن الإنارة ضعيفة"),
    ("ar", "رحب باشا المدينة بالحضور"),
    ("ar", "أكد رئيس الدائرة أن الدوريات ستستمر"),
    ("fr", "Le représentant de l’association a souligné que l’éclairage est faible"),
]


@pytest.mark.parametrize("kind", ["opening", "reply", "conclusion", "figures"])
@pytest.mark.parametrize(("language", "words"), OTHERS)
def test_words_of_another_are_told_as_they_were_noted(kind: str, language: str, words: str) -> None:
    before, found, _after = told(kind, language, words).partition(f"{words}.")

    assert found
    assert before.rstrip()[-1:] in ("", ".")


@pytest.mark.parametrize("words", ["أكد أن الإنارة ضعيفة", "أكد رئيس المنطقة أن الإنارة ضعيفة", "شدد على الإنارة"])
def test_words_of_the_speaker_are_told_with_the_function(words: str) -> None:
    assert HEAD in told("reply", "ar", words)
    assert not arabic_phrases.names_another(words, HEAD)


@pytest.mark.parametrize(
    ("words", "shape", "taken_up"),
    [
        ("طالب ممثل الجمعية بإنارة", Shape.OTHER, "طالب ممثل الجمعية بإنارة"),
        ("نوه باشا المدينة باليقظة", Shape.OTHER, "نوه باشا المدينة باليقظة"),
        ("أكد أن الإنارة ضعيفة", Shape.OTHER, "أكد أن الإنارة ضعيفة"),
        ("نوه باليقظة", Shape.NOUN, "التنويه باليقظة"),
        ("نوه فيها باليقظة", Shape.NOUN, "التنويه باليقظة"),
        ("شدد على الإنارة", Shape.NOUN, "التشديد على الإنارة"),
    ],
)
def test_verb_becomes_a_noun_only_before_a_preposition(words: str, shape: Shape, taken_up: str) -> None:
    assert arabic_phrases.phrase(words) == (taken_up, shape)


def test_what_the_speaker_tells_of_another_stays_the_speakers() -> None:
    assert not french_phrases.names_its_subject("Le directeur de l’école a fermé la porte")


@pytest.mark.parametrize(
    ("is_first", "start"), [(True, "En réponse : a rappelé que"), (False, "Autre réponse : a rappelé que")]
)
def test_reply_without_speaker_has_one_verb(is_first: bool, start: str) -> None:
    meeting = factories.meeting()
    said = factories.contribution(meeting, kind="reply", text=text("", fr="a rappelé que la ligne est gratuite"))

    assert French().reply(said, is_first=is_first).startswith(start)


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("praise", "bravo à la patrouille", "adressé ses félicitations à la patrouille"),
        ("demand", "« nous voulons la lumière »", "formulé ses demandes en ces termes"),
    ],
)
def test_one_official_has_his_own(kind: str, words: str, expected: str) -> None:
    meeting = factories.meeting(title=text("لقاء", fr="Rencontre"))
    speaker = head(meeting)
    demand = {"new_demand": True, "themes": [factories.theme()]} if kind == "demand" else {}
    for_all = {"by": factories.scribe(), "new_contribution": True, "said_by_several": True}

    said_points.note(meeting, kind=kind, title=text("نص", fr=words), speaker=speaker, **for_all, **demand)

    assert expected in part(meeting, Section.LEAD, "fr").replace("\u202f", " ")


def test_own_words_that_came_back_are_asked_for_by_nobody() -> None:
    meeting = factories.meeting(title=text("لقاء"))
    wanted = {"kind": "demand", "title": text("«نريد الإنارة»"), "new_demand": True, "themes": [factories.theme()]}

    said_points.note(meeting, by=factories.scribe(), new_contribution=True, said_by_several=True, **wanted)

    assert "تكررت في المداخلات المطالبة بما يلي: «نريد الإنارة»" in part(meeting, Section.LEAD, "ar")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a rappelé que la ligne est gratuite", "Ouvrant la rencontre, l’orateur a rappelé que la ligne est gratuite."),
        ("ont remercié la ville", "Ouvrant la rencontre, les orateurs ont remercié la ville."),
        ("rappelant que la ligne est gratuite", "L’orateur a ouvert la rencontre en rappelant que la ligne est"),
        ("La ligne est gratuite", "Mot d’ouverture : La ligne est gratuite."),
    ],
)
def test_opening_without_speaker_has_a_subject(words: str, told: str) -> None:
    said = factories.contribution(factories.meeting(), kind="opening", text=text("", fr=words))

    assert French().opening(said, is_first=True).startswith(told)


def test_conclusion_without_speaker_has_a_subject() -> None:
    said = factories.contribution(factories.meeting(), kind="conclusion", text=text("", fr="a levé la séance"))

    assert French().conclusion(said, is_only=False) == "Concluant la rencontre, l’orateur a levé la séance."
