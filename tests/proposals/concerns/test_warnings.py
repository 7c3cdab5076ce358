from __future__ import annotations

import pytest

from proposals.concerns.content import Content
from proposals.concerns.warnings import about, without
from publications.warnings import Kind

NUMBER = "0612345678"


def content(text: str = "الطريق مظلم", **values: str) -> Content:
    return Content(title="الإنارة", text=text, **values)


def test_about_looks_at_every_text() -> None:
    said = content(f"اتصلوا على {NUMBER}", suggestion="السيد العلوي سيساعد", place="12 زنقة الورد")

    found = [(warned.field, warned.kind, warned.words) for warned in about(said)]

    assert found == [
        ("text", Kind.PHONE, NUMBER),
        ("suggestion", Kind.NAME, "العلوي"),
        ("place", Kind.ADDRESS, "12 زنقة الورد"),
    ]


def test_about_an_ordinary_text_finds_nothing() -> None:
    assert about(content("تمر دراجات نارية بسرعة منذ 3 أشهر، يوم 17 أكتوبر مثلا")) == []


def test_about_shows_the_words_with_those_around() -> None:
    warned = about(content("ك " * 50 + NUMBER + " ل" * 50))[0]

    assert warned.words == NUMBER
    assert warned.before == "…" + "ك " * 20
    assert warned.after == " ل" * 20 + "…"
    whole = about(content(NUMBER))[0]
    assert (whole.before, whole.after) == ("", "")


def test_about_omits_confirmed_warnings() -> None:
    said = content(f"{NUMBER} ثم 0687654321 ثم {NUMBER}")

    kept = {about(said)[0].mark}

    assert [warned.words for warned in about(said, confirmed=kept)] == ["0687654321"]


def test_confirmed_warning_does_not_hide_other_words() -> None:
    kept = {warned.mark for warned in about(content(NUMBER))}

    assert about(content("0612345679"), confirmed=kept)


def test_about_reports_overlapping_hits_once() -> None:
    warned = about(content("للاتصال: user0612345678@example.org"))

    assert [each.kind for each in warned] == [Kind.EMAIL]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"اتصلوا على {NUMBER} كل يوم", "اتصلوا على كل يوم"),
        (f"اتصلوا على {NUMBER}.", "اتصلوا على ."),
        (NUMBER, ""),
        (f"{NUMBER}\nسطر", "\nسطر"),
        (f"قبل {NUMBER} وبعد {NUMBER}", f"قبل وبعد {NUMBER}"),
    ],
)
def test_without_takes_out_exactly_these_words(text: str, left: str) -> None:
    assert without(text, about(content(text))[0]) == left
