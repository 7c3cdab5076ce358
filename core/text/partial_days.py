"""A date of which only a part is known: "a Wednesday", "September 2017". Nobody is told more than is known."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Self

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy as _, override

from core.text import formats

# Any Monday, and any leap year: only the names of their days and months are used.
MONDAY, LEAP_YEAR = dt.date(2024, 1, 1), 2024


class Known(TextChoices):
    DAY = "day", _("the day")
    DAY_MONTH = "day_month", _("day and month, not the year")
    MONTH = "month", _("month and year")
    YEAR = "year", _("the year only")
    WEEKDAY = "weekday", _("the day of the week only")
    NOTHING = "nothing", _("nothing")


class PartialDay(NamedTuple):
    """``weekday``: 1 for Monday. What is not known is ``None``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @classmethod
    def of(cls, value: dt.date, known: str) -> Self:
        """``value``: a day that is right in the parts that are ``known``."""
        parts = {
            Known.DAY: ("year", "month", "day"),
            Known.DAY_MONTH: ("month", "day"),
            Known.MONTH: ("year", "month"),
            Known.YEAR: ("year",),
        }.get(Known(known), ())
        weekday = value.isoweekday() if known == Known.WEEKDAY else None
        return cls(weekday=weekday, **{name: getattr(value, name) for name in parts})

    @property
    def whole(self) -> dt.date | None:
        """The day, if it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    def told(self, language: str, *, weekday: bool = False) -> str:
        """As readers are told: 17 أكتوبر 2018, شتنبر 2017, a Wednesday. ``weekday``: before a known day."""
        if self.whole:
            return (formats.weekday_day if weekday else formats.day)(self.whole, language)
        with override(language):
            return self._told_in_part(language)

    def _told_in_part(self, language: str) -> str:
        if self.weekday is not None:
            name = formats.weekday(MONDAY + dt.timedelta(days=self.weekday - 1), language)
            return gettext("a %(weekday)s, on a date that was not recorded") % {"weekday": name}
        if self.month is not None and self.day is not None:
            day = formats.day_month(dt.date(LEAP_YEAR, self.month, self.day), language)
            return gettext("%(day)s, of a year that was not recorded") % {"day": day}
        if self.year is not None and self.month is not None:
            return formats.month_year(dt.date(self.year, self.month, 1), language)
        if self.year is not None:
            return gettext("the year %(year)d") % {"year": self.year}
        return gettext("a date that was not recorded")
