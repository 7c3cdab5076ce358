"""A month as a grid of days, for public and office pages."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from core import date_limits

MAX_MEETINGS = 300
FIRST_YEAR, LAST_YEAR = date_limits.MEETINGS.first.year, date_limits.LAST.year

Row = TypeVar("Row")


class Cell(NamedTuple, Generic[Row]):
    day: dt.date
    rows: list[Row]
    is_outside: bool


class Month:
    """The weeks (Monday to Sunday) of a month."""

    def __init__(self, first: dt.date) -> None:
        self.first = first
        self.today = timezone.localdate()
        self._weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
        self.weekdays = self._weeks[0]
        self.span = (self._weeks[0][0], self._weeks[-1][-1])

    @classmethod
    def asked(cls, year: int | None, month: int | None) -> Month:
        """The month in the URL, or the current month; 404 for an invalid month."""
        if year is None or month is None:
            return cls(timezone.localdate().replace(day=1))
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
            raise Http404
        return cls(dt.date(year, month, 1))

    def holds(self, day: dt.date) -> bool:
        return (day.year, day.month) == (self.first.year, self.first.month)

    def weeks(self, found: Iterable[tuple[dt.date, Row]]) -> list[list[Cell[Row]]]:
        on: dict[dt.date, list[Row]] = {}
        for day, row in found:
            on.setdefault(day, []).append(row)
        return [[Cell(day, on.get(day, []), not self.holds(day)) for day in week] for week in self._weeks]

    def nearest(self, rows: QuerySet[Any], field: str) -> dict[str, dt.date | None]:
        """The previous and next month that have rows, so that neither people nor crawlers go through empty months. Two queries."""
        possible = (dt.date(FIRST_YEAR, 1, 1), date_limits.LAST)
        days = rows.filter(**{f"{field}__range": possible}).order_by(field, "id").values_list(field, flat=True)
        after = (self.first + dt.timedelta(days=32)).replace(day=1)
        before = days.filter(**{f"{field}__lt": self.first}).last()
        later = days.filter(**{f"{field}__gte": after}).first()
        return {"before": before and before.replace(day=1), "after": later and later.replace(day=1)}
