"""A date of which only a part is known is told as such, in every language."""

from __future__ import annotations

import datetime as dt

import pytest

from core.text.partial_days import Known, PartialDay

WEDNESDAY = dt.date(2017, 9, 20)


@pytest.mark.parametrize(
    ("known", "arabic", "french", "english"),
    [
        (Known.DAY, "20 شتنبر 2017", "20 septembre 2017", "20 September 2017"),
        (Known.MONTH, "شتنبر 2017", "septembre 2017", "September 2017"),
        (Known.YEAR, "سنة 2017", "année 2017", "the year 2017"),
        (
            Known.DAY_MONTH,
            "20 شتنبر من سنة غير مدونة",
            "20 septembre d’une année non indiquée",
            "20 September, of a year that was not recorded",
        ),
        (
            Known.WEEKDAY,
            "يوم الأربعاء من تاريخ غير مدون",
            "un mercredi, à une date non indiquée",
            "a Wednesday, on a date that was not recorded",
        ),
        (Known.NOTHING, "تاريخ غير مدون", "date non indiquée", "a date that was not recorded"),
    ],
)
def test_partial_day_tells_what_is_known_and_nothing_else(known: str, arabic: str, french: str, english: str) -> None:
    when = PartialDay.of(WEDNESDAY, known)

    assert [when.told(language) for language in ("ar", "fr", "en")] == [arabic, french, english]
    assert (when.whole is not None) == (known == Known.DAY)


def test_partial_day_holds_no_part_that_is_not_known() -> None:
    assert PartialDay.of(WEDNESDAY, Known.WEEKDAY) == PartialDay(weekday=3)
    assert PartialDay.of(WEDNESDAY, Known.MONTH) == PartialDay(2017, 9)


def test_29_february_of_an_unknown_year_is_told() -> None:
    assert PartialDay.of(dt.date(2020, 2, 29), Known.DAY_MONTH).told("en").startswith("29 February")
