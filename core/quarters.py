"""Quarters of the calendar year."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple, Self

from core.date_limits import FIRST, LAST
from core.months import months_after

KEY = re.compile(r"([0-9]{4})-([1-4])", re.ASCII)
DAY = dt.timedelta(days=1)


class Quarter(NamedTuple):
    """``number``: from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def with_key(cls, key: str) -> Self:
        """Raises :class:`ValueError` for what is no quarter, or one out of the range of dates."""
        match = KEY.fullmatch(key)
        if match is None or not FIRST.year <= int(match[1]) <= LAST.year:
            raise ValueError(f"no quarter: {key!r}")
        return cls(int(match[1]), int(match[2]))

    @property
    def key(self) -> str:
        """``2018-4``"""
        return f"{self.year}-{self.number}"

    @property
    def starts_on(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> dt.date:
        """The last day of the quarter."""
        return months_after(self.starts_on, 3) - DAY

    @property
    def before(self) -> Self:
        return self.of(self.starts_on - DAY)

    def holds(self, day: dt.date | None) -> bool:
        return day is not None and self.starts_on <= day <= self.ends_on
