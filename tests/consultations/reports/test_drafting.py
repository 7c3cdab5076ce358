"""The draft: time and place, wording, order, and only facts of the record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations.models import DraftedSentence, Meeting
from consultations.planning import meetings
from consultations.record import points
from consultations.reports import drafting, steps as reports
from consultations.reports.drafting import Section
from core.text.texts import Texts
from tests import factories
from tests.consultations.reports.drafted import SONG, association_present, lead, opening, owed, sealed
from tests.factories import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "نظمت ولاية أمن مكناس، بمقر الدائرة، يوم الأربعاء 17 أكتوبر 2018، لقاء تشاوريا مفتوحا."),
        ({"part_of_day": "morning"}, "، صباح يوم الأربعاء 17 أكتوبر 2018، لقاء"),
        ({"part_of_day": "afternoon"}, "، بعد زوال يوم الأربعاء 17 أكتوبر 2018، لقاء"),
        ({"held_on": dt.date(2019, 5, 1)}, "، يوم الأربعاء 1 ماي 2019، لقاء"),
        ({"starts_at": dt.time(16)}, "17 أكتوبر 2018 ابتداء من الساعة 16:00، لقاء"),
        (
            {"starts_at": dt.time(16), "ends_at": dt.time(18, 30)},
            "17 أكتوبر 2018 من الساعة 16:00 إلى الساعة 18:30، لقاء",
        ),
        (
            {"starts_at": dt.time(21), "ends_at": dt.time(0, 30)},
            "2018 من الساعة 21:00 إلى الساعة 00:30 بعد منتصف الليل، لقاء",
        ),
        ({"kind": "thematic"}, "2018، لقاء موضوعاتيا."),
        ({"requester": "association"}, "نظمت ولاية أمن مكناس، بطلب من إحدى الجمعيات، بمقر الدائرة، يوم"),
        ({"venue": text("المركب الثقافي")}, "مكناس، بالمركب الثقافي، يوم"),
        ({"venue": text("في رحاب الثانوية")}, "مكناس، في رحاب الثانوية، يوم"),
        ({"venue": text("بقاعة الاجتماعات")}, "مكناس، بقاعة الاجتماعات، يوم"),
        ({"venue": text("باحة المدرسة")}, "مكناس، بباحة المدرسة، يوم"),
        ({"venue": text("Dar Chabab")}, "مكناس، في Dar Chabab، يوم"),
        ({"venue": Texts(fr="Maison de la culture")}, "نظمت ولاية أمن مكناس، يوم"),
    ],
)
def test_held_tells_when_where_and_by_whom(facts: dict[str, Any], sentence: str) -> None:
    assert sentence in lead(factories.meeting(**facts))


def test_held_in_french_and_english_tells_what_is_written_there() -> None:
    meeting = factories.meeting(
        venue=text("دار الثقافة", fr="Maison de la culture"), title=text("لقاء", en="Meeting"), starts_at=dt.time(16)
    )

    assert lead(meeting, "fr") == (
        "Le mercredi 17 octobre 2018, à partir de 16 h, la préfecture de police de Meknès a organisé, à la maison de la culture, "
        "une rencontre de concertation ouverte."
    )
    assert lead(meeting, "en").startswith(
        "On Wednesday 17 October 2018, from 16:00, an open consultative meeting took place. Organiser: Meknès police prefecture."
    )


def test_held_until_after_midnight_says_so_in_french_and_english() -> None:
    meeting = factories.meeting(
        venue=text("دار", fr="Maison", en="House"), starts_at=dt.time(21), ends_at=dt.time(0, 30)
    )

    assert "2018, de 21 h à 0 h 30, après minuit, la" in lead(meeting, "fr")
    assert "2018, from 21:00 to 00:30, after midnight, an" in lead(meeting, "en")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("اللقاءات التواصلية", "في إطار اللقاءات التواصلية، نظمت"),
        ("سلسلة لقاءات القرب", "في إطار سلسلة لقاءات القرب، نظمت"),
        ("لقاءات القرب", "في إطار سلسلة «لقاءات القرب»، نظمت"),
    ],
)
def test_held_begins_with_the_series(name: str, sentence: str) -> None:
    assert lead(factories.meeting(new_series=text(name))).startswith(sentence)


def test_french_lines_do_not_break_before_a_colon() -> None:
    meeting = factories.meeting(title=text("لقاء", fr="Rencontre"), new_series=text("سلسلة", fr="Rencontres"))

    assert "cycle «\u00a0Rencontres\u00a0»" in drafting.draft(meeting).text(Section.LEAD).fr


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("والي الأمن", "افتتح والي الأمن اللقاء بكلمة جاء فيها: «نرحب بكم»."),
        ("رئيسة الخلية", "افتتحت رئيسة الخلية اللقاء بكلمة جاء فيها: «نرحب بكم»."),
    ],
)
def test_opening_gives_the_speaker_and_the_words_as_recorded(function: str, sentence: str) -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting, function=text(function))
    factories.contribution(meeting, kind="opening", speaker=speaker, text=text("نرحب بكم."))

    assert opening(meeting) == sentence


def test_openings_are_all_told_in_order() -> None:
    meeting = factories.meeting()
    for function in ("والي الأمن", "رئيسة الخلية"):
        speaker = factories.present(meeting, function=text(function, fr=""))
        factories.contribution(meeting, kind="opening", speaker=speaker, text=text(f"كلمة {function}؟"))
    factories.contribution(meeting, kind="opening", text=text("مرحبا"))

    # The recorder wrote whose words they are: they stand alone.
    assert opening(meeting) == "كلمة والي الأمن؟\n\nكلمة رئيسة الخلية؟\n\nوتلتها كلمة أخرى جاء فيها: «مرحبا»."


def test_second_opening_agrees_with_its_speaker() -> None:
    meeting = factories.meeting()
    for function in ("والي الأمن", "رئيسة الخلية"):
        speaker = factories.present(meeting, function=text(function))
        factories.contribution(meeting, kind="opening", speaker=speaker, text=text("مرحبا"))

    assert opening(meeting).endswith("\n\nثم ألقت رئيسة الخلية كلمة جاء فيها: «مرحبا».")


def test_conclusions_are_all_told_in_order() -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting, function=text("والي الأمن"))
    factories.contribution(meeting, kind="conclusion", text=text("كان اللقاء مثمرا."))
    factories.contribution(meeting, kind="conclusion", speaker=speaker, text=text("شكرا لكم"))

    assert drafting.draft(meeting).text(Section.CONCLUSION).ar == (
        "كان اللقاء مثمرا.\n\nواختتم والي الأمن اللقاء بكلمة جاء فيها: «شكرا لكم»."
    )


def test_sealed_contributions_and_what_rests_on_them_alone_are_not_told() -> None:
    meeting = factories.meeting()
    for kind in ("opening", "conclusion"):
        sealed(factories.contribution(meeting, kind=kind, text=text(SONG)))
    secret = sealed(factories.contribution(meeting, text=text(SONG)))
    said = factories.contribution(meeting)
    for kind in ("commitment", "consensus", "decision"):
        points.note_point(meeting, by=factories.scribe(), kind=kind, title=text(SONG), interventions=[secret])
    both = points.note_point(
        meeting, by=factories.scribe(), kind="decision", title=text("قرار"), interventions=[secret, said]
    )
    for move in ("open", "close"):
        meeting = meetings.move(meeting, by=factories.scribe(), move=move)

    report = reports.draft(meeting, by=factories.staff("editor"))

    sentences = DraftedSentence.objects.filter(report=report)
    assert not [each for each in sentences if SONG in str(each.text.model_dump())]
    assert not [each for each in sentences if ["intervention", secret.pk] in each.sources]
    assert [row.point for row in report.reported_points.all()] == [both]
    assert not report.opening


def test_draft_keeps_where_each_sentence_comes_from() -> None:
    meeting = factories.meeting(axes=[text("محور")])
    official = factories.present(meeting, function=text("والي الأمن"), role="facilitator_opener")
    said = factories.contribution(meeting, kind="opening", speaker=official, text=text("مرحبا"))
    point = owed(meeting)
    for move in ("open", "close"):
        meeting = meetings.move(meeting, by=factories.scribe(), move=move)

    report = reports.draft(meeting, by=factories.staff("editor"))

    assert [(each.section, each.sources) for each in report.drafted_sentences.order_by("position")] == [
        ("lead", []),
        ("lead", [["attendance", official.pk]]),
        ("lead", [["axis", meeting.axes.get().pk]]),
        ("lead", [["point", point.pk]]),
        ("opening", [["intervention", said.pk], ["attendance", official.pk]]),
    ]


def test_draft_needs_as_many_queries_for_a_long_record(django_assert_num_queries: Any) -> None:
    short, long = factories.meeting(), factories.meeting(axes=[text("أ"), text("ب")])
    for number in range(3):
        factories.contribution(
            long, kind="opening", speaker=association_present(long, f"جمعية {number}", function=text(f"عضو {number}"))
        )
        owed(long, owner_unit=factories.unit())
        factories.demand_point(long)
        official = factories.present(long, function=text(f"رئيس {number}"), unit=factories.unit())
        concern = {"kind": "concern", "title": text("الإنارة")}
        points.note_point(
            long, by=factories.scribe(), interventions=[factories.contribution(long, speaker=official)], **concern
        )
    factories.contribution(short, kind="opening", speaker=factories.present(short))
    owed(short, owner_unit=factories.unit())
    fetched = [Meeting.objects.select_related("organiser", "series").get(pk=meeting.pk) for meeting in (short, long)]

    for meeting in fetched:
        with django_assert_num_queries(6):
            drafting.draft(meeting)
