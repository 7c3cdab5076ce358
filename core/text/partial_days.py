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

    @property
    def known(self) -> Known:
        if self.weekday is not None:
            return Known.WEEKDAY
        if self.day is not None:
            return Known.DAY if self.year is not None else Known.DAY_MONTH
        if self.month is not None:
            return Known.MONTH
        return Known.NOTHING if self.year is None else Known.YEAR

    def words(self, language: str, *, weekday: bool = False) -> str:
        """What is known, without words around it: 17 أكتوبر 2018, 22 نونبر, شتنبر 2017, 2017, الأربعاء. ``weekday``: before a known day."""
        day = dt.date(self.year or LEAP_YEAR, self.month or 1, self.day or 1)
        match self.known:
            case Known.DAY:
                return (formats.weekday_day if weekday else formats.day)(day, language)
            case Known.DAY_MONTH:
                return formats.day_month(day, language)
            case Known.MONTH:
                return formats.month_year(day, language)
            case Known.WEEKDAY:
                return formats.weekday(MONDAY + dt.timedelta(days=(self.weekday or 1) - 1), language)
        return "" if self.year is None else str(self.year)

    def told(self, language: str, *, weekday: bool = False) -> str:
        """As readers are told: 17 أكتوبر 2018, شتنبر 2017, a Wednesday. ``weekday``: before a known day."""
        words = self.words(language, weekday=weekday)
        with override(language):
            match self.known:
                case Known.WEEKDAY:
                    return gettext("a %(weekday)s, on a date that was not recorded") % {"weekday": words}
                case Known.DAY_MONTH:
                    return gettext("%(day)s, of a year that was not recorded") % {"day": words}
                case Known.YEAR:
                    return gettext("the year %(year)d") % {"year": self.year}
                case Known.NOTHING:
                    return gettext("a date that was not recorded")
        return words
