"""Limits of dates: the range that a person may enter. Forms, actions and database constraints all use this module.

Forms and actions limit how far a date may lie in the future. A database constraint cannot depend on today, so it checks one wide range.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from core.clock import today
from core.errors import DomainError
from core.text import formats

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""What the database takes; calendars and pages can compute with every day between them."""


@dataclass(frozen=True)
class Bounds:
    """From ``first`` to ``years_ahead`` years after today; with 0 years, to today."""

    first: dt.date
    years_ahead: int

    @property
    def last(self) -> dt.date:
        now = today()
        # 29 February does not exist in most years.
        return now.replace(year=now.year + self.years_ahead, day=min(now.day, 28) if self.years_ahead else now.day)

    def hold(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def check(self, day: dt.date | dt.datetime | None) -> None:
        """Raises :class:`~core.errors.DomainError` for a day out of bounds; ``None`` is accepted."""
        if day is not None and not self.hold(day_of(day)):
            raise DomainError(self.message)

    @property
    def message(self) -> str:
        return _("Give a day between %(first)s and %(last)s.") % {
            "first": formats.day(self.first, get_language() or "ar"),
            "last": formats.day(self.last, get_language() or "ar"),
        }


# Meetings before the portal existed can be entered. 1956: the national police was founded.
MEETINGS = Bounds(dt.date(1956, 1, 1), years_ahead=2)
PROMISES = Bounds(dt.date(1956, 1, 1), years_ahead=10)
# Concerns on paper that are entered later.
LETTERS = Bounds(dt.date(2000, 1, 1), years_ahead=0)
# An association may be older than the police. A receipt cannot have a future date.
RECEIPTS = Bounds(FIRST, years_ahead=0)
ANY = Bounds(FIRST, years_ahead=10)


def day_of(moment: dt.date | dt.datetime) -> dt.date:
    """The day of a moment in Morocco. Close to ``datetime.max`` the conversion overflows; then the moment's own date."""
    if not isinstance(moment, dt.datetime):
        return moment
    try:
        return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
    except (OverflowError, ValueError):
        return moment.date()


def possible_days(*columns: str, name: str) -> models.CheckConstraint:
    """Constraint: each of ``columns`` is null or between :data:`FIRST` and :data:`LAST`."""
    return _possible(columns, name, (FIRST, LAST))


def possible_moments(*columns: str, name: str) -> models.CheckConstraint:
    bounds = tuple(dt.datetime.combine(day, dt.time(), dt.UTC) for day in (FIRST, LAST))
    return _possible(columns, name, bounds)


def _possible(columns: tuple[str, ...], name: str, bounds: tuple[Any, ...]) -> models.CheckConstraint:
    condition = models.Q()
    for column in columns:
        condition &= models.Q(**{f"{column}__range": bounds})
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=_("This day cannot be right: it lies too far back or too far ahead."),
    )
