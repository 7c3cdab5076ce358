"""Regression tests for faulty sentences in drafts."""

from __future__ import annotations

from typing import Any

import pytest

from consultations.models import Meeting
from consultations.models.attendance import REPRESENTATIVE, REPRESENTATIVES
from consultations.record import points
from consultations.reports import drafting
from consultations.reports.drafting import Section
from core.text.texts import Texts
from reference.models import PoliceUnit
from tests import factories
from tests.consultations.reports.drafted import lead
from tests.factories import text

pytestmark = pytest.mark.django_db


def held(**values: Any) -> Meeting:
    """A meeting of which something is noted in every language."""
    return factories.meeting(title=text("لقاء", fr="Rencontre", en="Meeting"), **values)


def part(meeting: Meeting, section: str, language: str) -> str:
    return str(getattr(drafting.draft(meeting).text(section), language)).replace("\u00a0", " ")


def at_the_door(meeting: Meeting, people: int | None, **values: Any) -> Any:
    """As somebody notes those of an association who came, and nothing more."""
    is_one = people == 1
    counted = {"is_group": not is_one, "people": None if is_one else people}
    function = REPRESENTATIVE if is_one else REPRESENTATIVES
    association = factories.association(name=values.pop("name", text("جمعية النور")))
    fields = {"side": "civil_society", "function": function, "association": association, **counted, **values}
    return factories.present(meeting, **fields)


def listed(meeting: Meeting, *women: bool) -> None:
    for number, is_woman in enumerate(women):
        at_the_door(meeting, 1, is_woman=is_woman, name=text(f"جمعية {number}"))


@pytest.mark.parametrize(
    ("groups", "arabic", "french"),
    [
        ([1], "وحضر اللقاء ممثل عن المجتمع المدني.", "Était présent : un représentant de la société civile."),
        ([2], "وحضر اللقاء ممثلان عن المجتمع المدني.", "Étaient présents : deux représentants de la société civile."),
        (
            [1, 1],
            "وحضر اللقاء ممثلان عن المجتمع المدني.",
            "Étaient présents : deux représentants de la société civile.",
        ),
        ([3, 2], "وحضر اللقاء ممثلون عن المجتمع المدني.", "Étaient présents : des représentants de la société civile."),
        ([None], "وحضر اللقاء ممثلون عن المجتمع المدني.", "Étaient présents : des représentants de la société civile."),
    ],
)
def test_presence_of_those_whom_the_door_noted_is_told_together(
    groups: list[int | None], arabic: str, french: str
) -> None:
    meeting = held()
    for number, people in enumerate(groups):
        at_the_door(meeting, people, name=text(f"جمعية {number}"))

    assert arabic in lead(meeting)
    assert french in lead(meeting, "fr")


def test_presence_of_a_group_with_a_function_of_its_own_is_told_by_it() -> None:
    meeting = held()
    at_the_door(meeting, 3, function=text("أعضاء مكتب ودادية سكنية"))

    assert "وحضر اللقاء أعضاء مكتب ودادية سكنية." in lead(meeting)


@pytest.mark.parametrize(
    ("function", "verb"),
    [
        ("السادة رؤساء الدوائر", "وحضر"),
        ("عمدة المدينة", "وحضر"),
        ("قادة الملحقات الإدارية", "وحضر"),
        ("أساتذة الثانوية", "وحضر"),
        ("السيدة الكاتبة العامة", "وحضرت"),
        ("رئيستا جمعيتين", "وحضرت"),
        ("ممثلتان عن القطاع", "وحضرت"),
        ("ممثلان عن القطاع", "وحضر"),
        ("عناصر الوقاية المدنية", "وحضرت"),
        ("دوائر الشرطة", "وحضرت"),
        ("أئمة المساجد", "وحضر"),
        ("باعة السوق", "وحضر"),
        ("مجالس الأحياء", "وحضرت"),
        ("أحزاب المدينة", "وحضرت"),
    ],
)
def test_presence_verb_agrees_with_plurals_and_duals(function: str, verb: str) -> None:
    meeting = held()
    factories.present(meeting, function=text(function))

    assert f"{verb} اللقاء {function}." in lead(meeting)


def test_presence_of_women_by_their_functions_agrees_in_french() -> None:
    meeting = held()
    for function in ("Présidente", "Directrice"):
        factories.present(meeting, function=text("رئيسة", fr=function))

    assert "Étaient présentes : la présidente et la directrice." in lead(meeting, "fr")
    factories.present(meeting, function=text("رئيس", fr="Chef de zone"))
    assert "Étaient présents : la présidente, la directrice et le chef de zone." in lead(meeting, "fr")


@pytest.mark.parametrize(
    ("venue", "place"),
    [
        ("أمام مدرسة الفتح", "مكناس، أمام مدرسة الفتح، يوم"),
        ("قرب المسجد", "مكناس، قرب المسجد، يوم"),
        ("عبر تقنية التناظر المرئي", "مكناس، عبر تقنية التناظر المرئي، يوم"),
        ("عن بعد", "مكناس، عن بعد، يوم"),
        ("بجوار السوق", "مكناس، بجوار السوق، يوم"),
        ("عمارة الهلال", "مكناس، بعمارة الهلال، يوم"),
        ("ساحة الهديم", "مكناس، بساحة الهديم، يوم"),
        ("بساحة الهديم", "مكناس، بساحة الهديم، يوم"),
        ("بعمالة مكناس", "مكناس، بعمالة مكناس، يوم"),
        ("بنادي الشباب", "مكناس، بنادي الشباب، يوم"),
    ],
)
def test_held_puts_no_preposition_before_another(venue: str, place: str) -> None:
    assert place in lead(held(venue=text(venue)))


def test_held_in_a_hall_is_in_it() -> None:
    meeting = held(venue=text("قاعة", fr="Salle de réunion, Meknès"))

    assert "a organisé, dans la salle de réunion, Meknès, une rencontre" in lead(meeting, "fr")


def test_held_by_invitation_is_not_an_invitation_that_was_organised() -> None:
    assert "2018، لقاء تشاوريا خاصا بالمدعوين." in lead(held(kind="by_invitation"))


@pytest.mark.parametrize(
    ("declared", "is_told"),
    [(None, True), (4, True), (3, False), (75, False)],
)
def test_women_of_the_list_are_not_told_of_another_number_of_persons(declared: int | None, is_told: bool) -> None:
    meeting = held(declared_people=declared)
    listed(meeting, True, True, False, False)

    assert ("، من بينهم امرأتان." in lead(meeting)) is is_told
    assert ("dont deux femmes" in lead(meeting, "fr")) is is_told


@pytest.mark.parametrize(("declared", "is_told"), [(4, True), (3, True), (75, False)])
def test_associations_of_a_list_too_short_are_not_counted(declared: int, is_told: bool) -> None:
    meeting = held(declared_people=declared)
    listed(meeting, True, True, False, False)

    assert ("وشاركت في اللقاء أربع جمعيات." in lead(meeting)) is is_told


def test_associations_of_a_list_with_a_group_nobody_counted_are_counted() -> None:
    meeting = held(declared_people=75)
    at_the_door(meeting, None)

    assert "وشاركت في اللقاء جمعية واحدة." in lead(meeting)


def test_people_who_are_all_women_are_told_so() -> None:
    meeting = held(declared_people=5, declared_women=5)

    assert "وبلغ عدد الحاضرات خمس نساء." in lead(meeting)
    assert "La rencontre a réuni cinq personnes, toutes des femmes." in lead(meeting, "fr")


@pytest.mark.parametrize(("women", "counted"), [(1, "امرأة واحدة"), (2, "امرأتين"), (12, "اثنتي عشرة امرأة")])
def test_women_alone_on_the_list_are_counted_as_women(women: int, counted: str) -> None:
    meeting = held()
    listed(meeting, *[True] * women)

    assert f"وضمت لائحة الحضور {counted}." in lead(meeting)


def test_one_woman_of_an_unknown_number_of_persons_is_told_in_french() -> None:
    meeting = held(declared_women=1)

    assert lead(meeting, "fr").endswith("Une femme a pris part à la rencontre.")


def test_associations_after_women_do_not_take_part_in_the_same_words() -> None:
    meeting = held(declared_women=8, declared_associations=46)

    assert lead(meeting).endswith("وشاركت في اللقاء ثماني نساء. كما شاركت فيه ست وأربعون جمعية.")


def test_associations_without_a_name_in_french_are_counted_all_the_same() -> None:
    meeting = held()
    at_the_door(meeting, 1, shows_association=True)
    at_the_door(meeting, 1, shows_association=True, name=text("جمعية الأمل", fr="Association Al Amal"))

    assert "وشاركت في اللقاء جمعيتان، هما جمعية النور وجمعية الأمل." in lead(meeting)
    assert "Y ont pris part deux associations, dont « Association Al Amal »." in lead(meeting, "fr")


def test_quotes_within_quotes_are_of_the_second_kind() -> None:
    topic = text("حملة «مدرسة آمنة»", fr="Campagne « École sûre »")
    meeting = held(axes=[topic], new_series=text("لقاءات «مشورة»", fr="Rencontres «\u00a0Machoura\u00a0»"))
    factories.contribution(meeting, kind="opening", text=text("شعارنا «القرب».", fr="Notre devise : « proximité »"))

    assert "في إطار سلسلة «لقاءات “مشورة”»، نظمت" in lead(meeting)
    assert "محورا واحدا هو «حملة “مدرسة آمنة”»." in lead(meeting)
    assert "un axe : « Campagne “École sûre” »." in lead(meeting, "fr")
    assert "cycle « Rencontres “Machoura” »." in lead(meeting, "fr")
    assert part(meeting, Section.OPENING, "ar") == "افتُتح اللقاء بكلمة جاء فيها: «شعارنا “القرب”»."
    assert part(meeting, Section.OPENING, "fr") == "Mot d’ouverture : Notre devise : « proximité »."


@pytest.mark.parametrize(("words", "told"), [("Merci", "Merci."), ("Merci.", "Merci."), ("À bientôt !", "À bientôt !")])
def test_french_conclusion_tells_the_substance_without_quoting(words: str, told: str) -> None:
    meeting = held()
    speaker = factories.present(meeting, function=text("رئيس", fr="Chef de zone"))
    factories.contribution(meeting, kind="conclusion", speaker=speaker, text=text("شكرا", fr=words))

    assert part(meeting, Section.CONCLUSION, "fr").endswith(f"a conclu la rencontre. En substance : {told}")


def test_meeting_is_not_concluded_twice() -> None:
    meeting = held()
    for function, french in (("رئيسة الخلية", "Cheffe de la cellule"), ("والي الأمن", "Préfet de police")):
        speaker = factories.present(meeting, function=text(function, fr=french))
        factories.contribution(meeting, kind="conclusion", speaker=speaker, text=Texts(ar="شكرا", fr="Merci"))

    assert part(meeting, Section.CONCLUSION, "ar") == (
        "وألقت رئيسة الخلية كلمة ختامية جاء فيها: «شكرا».\n\nوألقى والي الأمن كلمة ختامية جاء فيها: «شكرا»."
    )
    assert part(meeting, Section.CONCLUSION, "fr").startswith(
        "La cheffe de la cellule a prononcé un mot de conclusion. En substance : Merci."
    )


def test_one_named_association_of_two_is_one_of_both() -> None:
    meeting = held()
    at_the_door(meeting, 1, shows_association=True)
    at_the_door(meeting, 1, name=text("جمعية أخرى"))

    assert "وشاركت في اللقاء جمعيتان، إحداهما جمعية النور." in lead(meeting)


@pytest.mark.parametrize(
    ("people", "is_shown", "arabic", "french"),
    [
        (
            1,
            True,
            "افتتح ممثل عن جمعية النور اللقاء بكلمة جاء فيها: «مرحبا».",
            "Un représentant d’une association (Association An-Nour) a ouvert la rencontre. En substance : Bienvenue.",
        ),
        (
            3,
            False,
            "افتتح ممثلون عن إحدى الجمعيات اللقاء بكلمة جاء فيها: «مرحبا».",
            "Des représentants d’une association ont ouvert la rencontre. En substance : Bienvenue.",
        ),
    ],
)
def test_opening_of_those_whom_the_door_noted_says_whose_representatives(
    people: int, is_shown: bool, arabic: str, french: str
) -> None:
    meeting = held()
    name = text("جمعية النور", fr="Association An-Nour")
    speaker = at_the_door(meeting, people, name=name, shows_association=is_shown)
    factories.contribution(meeting, kind="opening", speaker=speaker, text=text("مرحبا", fr="Bienvenue"))

    assert part(meeting, Section.OPENING, "ar") == arabic
    assert part(meeting, Section.OPENING, "fr") == french


def test_conclusion_that_stands_alone_ends_with_a_full_stop() -> None:
    meeting = held()
    factories.contribution(meeting, kind="conclusion", text=text("كان اللقاء مثمرا"))

    assert part(meeting, Section.CONCLUSION, "ar") == "كان اللقاء مثمرا."


def owed(meeting: Meeting, kind: str, **title: str) -> None:
    carried = [factories.contribution(meeting)]
    points.note_point(meeting, by=factories.scribe(), kind=kind, title=Texts(**title), interventions=carried)


def test_what_is_owed_by_nobody_known_is_told_in_one_sentence() -> None:
    meeting = held()
    for kind in ("commitment", "decision"):
        owed(meeting, kind, ar="تنظيم حملة", fr="une campagne")
        owed(meeting, kind, ar="عقد لقاء", fr="une rencontre")

    assert lead(meeting).endswith("وتم الالتزام بتنظيم حملة، وبعقد لقاء. وتقرر تنظيم حملة، وعقد لقاء.")
    assert lead(meeting, "fr").endswith(
        "Les engagements suivants ont été pris : une campagne ; une rencontre. "
        "Il a été décidé ce qui suit : une campagne ; une rencontre."
    )


def test_what_is_owed_is_not_told_in_part() -> None:
    meeting = held()
    owed(meeting, "commitment", ar="تنظيم حملة")
    owed(meeting, "commitment", ar="عقد لقاء", fr="une rencontre")

    assert "engagement" not in lead(meeting, "fr")


@pytest.mark.parametrize(
    ("organiser", "by"),
    [
        ("Associations de Hamria", "des associations de Hamria ont organisé"),
        ("Habitants du quartier", "des habitants du quartier ont organisé"),
        ("Membres du réseau", "des membres du réseau ont organisé"),
        ("Deuxième brigade", "la deuxième brigade a organisé"),
        ("Première cellule mobile", "la première cellule mobile a organisé"),
        ("Première patrouille", "a été organisée par : Première patrouille"),
        ("2e arrondissement de police", "le 2e arrondissement de police a organisé"),
    ],
)
def test_held_in_french_elides_and_agrees_after_an_ordinal(organiser: str, by: str) -> None:
    unit = PoliceUnit.objects.create(key="another", level="wilaya", name=text("جهة", fr=organiser))

    assert by in lead(held(organiser=unit), "fr")


def test_held_in_a_court_is_at_it() -> None:
    meeting = held(venue=text("محكمة", fr="Cour d’appel de Meknès"))

    assert "a organisé, à la cour d’appel de Meknès, une" in lead(meeting, "fr")


def test_held_in_a_yard_is_in_it() -> None:
    meeting = held(venue=text("باحة", fr="Cour de l’école"))

    assert "a organisé, dans la cour de l’école, une" in lead(meeting, "fr")
