from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from core.text.texts import Texts
from publications.schemas.base import ThemeRef, UnitRef
from publications.schemas.meeting import Headcount, MeetingFacts
from publications.schemas.report import Presence, ReportDocument, ReportedPoint
from publications.warnings import GateWarning, Kind, hits, scan

NOBODY_COUNTED = Headcount()
UNIT = UnitRef(key="meknes_district_2", name=Texts(ar="الدائرة الثانية"))


def report(*, headcount: Headcount = NOBODY_COUNTED, **values: Any) -> ReportDocument:
    facts = MeetingFacts(
        key="2018-10-17-meknes",
        meeting_kind="open",
        held_on=dt.date(2018, 10, 17),
        venue=Texts(ar="مقر الدائرة"),
        organiser=UNIT,
        unit=UNIT,
        level="district",
        requester="cell",
        headcount=headcount,
    )
    fields = {"key": facts.key, "title": Texts(ar="تقرير"), "lead": Texts(ar="انعقد اللقاء"), "presence": []}
    return ReportDocument(meeting=facts, **(fields | values))


def kinds(words: str) -> set[Kind]:
    return {warning.kind for warning in scan(report(lead=Texts(ar=words)))}


@pytest.mark.parametrize("number", ["0661234567", "06 61 23 45 67", "+212 661-234567", "00212661234567", "٠٦٦١٢٣٤٥٦٧"])
def test_scan_finds_a_phone_number(number: str) -> None:
    assert Kind.PHONE in kinds(f"للتنسيق يمكن الاتصال على {number} كل يوم")


@pytest.mark.parametrize("words", ["يوم 17 أكتوبر 2018", "القانون 09-08", "حضر 75 شخصا و46 جمعية", "اتصلوا بالرقم 19"])
def test_scan_of_ordinary_numbers_finds_nothing(words: str) -> None:
    assert kinds(words) == set()


def test_scan_finds_an_email_address() -> None:
    assert kinds("راسلونا على someone@example.org") == {Kind.EMAIL}


@pytest.mark.parametrize("number", ["D123456", "AB 12345", "bk-654321"])
def test_scan_finds_an_identity_number(number: str) -> None:
    assert kinds(f"صاحب البطاقة {number} تقدم بشكوى") == {Kind.IDENTITY}


def test_scan_of_a_longer_code_is_no_identity_number() -> None:
    assert kinds("المرجع ABC1234567") == set()


@pytest.mark.parametrize("plate", ["12345-أ-6", "12345 | ب | 26", "WW 123456"])
def test_scan_finds_a_number_plate(plate: str) -> None:
    assert Kind.PLATE in kinds(f"سيارة تحمل لوحة {plate} وقفت هناك")


@pytest.mark.parametrize(
    "address", ["رقم 12 زنقة الياسمين", "12، شارع الحسن الثاني", "زنقة الورد رقم 7", "24 rue des Roses à Meknès"]
)
def test_scan_finds_a_street_number(address: str) -> None:
    assert kinds(f"يسكن في {address} قرب المدرسة") == {Kind.ADDRESS}


def test_scan_of_a_street_named_after_a_date_finds_nothing() -> None:
    assert kinds("في شارع 11 يناير وحي 2 مارس") == set()


def test_scan_finds_a_person_published_by_name() -> None:
    named = report(presence=[Presence(function=Texts(ar="رئيس الجماعة"), name="فلان الفلاني")])
    unnamed = report(presence=[Presence(function=Texts(ar="رئيس الجماعة"))])

    assert scan(named) == [GateWarning.of(Kind.NAME, "فلان الفلاني", "presence.0.name")]
    assert scan(unnamed) == []


@pytest.mark.parametrize(("language", "shown"), [("ar", "رئيس: 3"), ("fr", "Chef\u00a0: 3"), ("en", "Head: 3")])
def test_scan_joins_a_function_and_its_count_as_the_language_writes(language: str, shown: str) -> None:
    few = report(presence=[Presence(function=Texts(ar="رئيس", fr="Chef", en="Head"), people=3)])

    with translation.override(language):
        [warning] = scan(few)

    assert warning.words == shown


def test_scan_finds_a_sensitive_theme_only_where_it_is_one() -> None:
    theme = ThemeRef(key="drugs", name=Texts(ar="المخدرات"))
    document = report(agreed=[ReportedPoint(point_kind="consensus", title=Texts(ar="نقطة"), themes=[theme])])

    assert [warning.where for warning in scan(document, sensitive_themes={"drugs"})] == ["agreed.0.themes.0"]
    assert scan(document) == []


@pytest.mark.parametrize(("women", "warns"), [(None, False), (0, False), (1, True), (4, True), (5, False)])
def test_scan_finds_a_count_under_five(women: int | None, warns: bool) -> None:
    found = scan(report(headcount=Headcount(people=75, women=women)))

    assert [warning.kind for warning in found] == ([Kind.FEW] if warns else [])


def test_scan_says_where_in_the_whole_text_the_words_stand() -> None:
    text = "Merci à tous. Écrire à someone@example.org avant la fin du mois prochain."

    [warning] = scan(report(conclusion=Texts(fr=text)))

    assert warning == GateWarning(Kind.EMAIL, text, "conclusion", 23, 42, "fr")
    assert warning.words == "someone@example.org"


def test_scan_finds_a_name_in_a_text_and_no_function() -> None:
    assert kinds("رأينا السيد العلوي أمام المدرسة") == {Kind.NAME}
    assert kinds("حضر السيد والي الأمن، في شارع محمد الخامس") == set()


def test_hits_say_where_they_stand_in_the_text_as_it_was_written() -> None:
    text = "للاتصال بالسيد العلوي: ٠٦٦١٢٣٤٥٦٧"

    assert [(hit.kind, text[hit.start : hit.end]) for hit in hits(text)] == [
        (Kind.NAME, "العلوي"),
        (Kind.PHONE, "٠٦٦١٢٣٤٥٦٧"),
    ]


@pytest.mark.parametrize("control", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e\u200f"])
def test_scan_finds_what_turns_the_direction(control: str) -> None:
    [warning] = scan(report(lead=Texts(ar=f"دفعت {control}الجمعية")))

    assert (warning.kind, warning.where) == (Kind.DIRECTION, "lead")
    assert warning.words == control


def test_scan_finds_what_turns_the_direction_outside_texts() -> None:
    named = report(presence=[Presence(function=Texts(ar="رئيس"), name="نور\u202e")])

    assert Kind.DIRECTION in {warning.kind for warning in scan(named)}


def test_scan_of_mixed_directions_finds_nothing() -> None:
    assert kinds("توصلت الخلية بمراسلة من CNDP\u200f، يوم 3 مارس") == set()
