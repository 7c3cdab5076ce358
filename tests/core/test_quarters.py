from __future__ import annotations

import datetime as dt

import pytest

from core.quarters import Quarter


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (dt.date(2018, 12, 31), "2018-4"),
        (dt.date(2019, 1, 1), "2019-1"),
        (dt.date(2019, 3, 31), "2019-1"),
        (dt.date(2019, 4, 1), "2019-2"),
    ],
)
def test_quarter_of_a_day_holds_it(day: dt.date, key: str) -> None:
    found = Quarter.of(day)

    assert found.key == key
    assert found.holds(day)
    assert not found.before.holds(day)


def test_quarter_ends_on_its_last_day() -> None:
    assert [Quarter(2020, number).ends_on.isoformat() for number in (1, 2, 3, 4)] == [
        "2020-03-31",
        "2020-06-30",
        "2020-09-30",
        "2020-12-31",
    ]


@pytest.mark.parametrize("key", ["", "2019", "2019-5", "2019-0", "0001-1", "9999-4", "٢٠١٩-1", "2019-1 ", "-2019-1"])
def test_impossible_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        Quarter.with_key(key)

    assert Quarter.with_key("2019-1") == (2019, 1)
