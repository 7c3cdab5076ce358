"""The current time for an action. One function, so that the demonstration data can be created with past dates.

Only times that an action writes into its rows use this clock. Editions, the outbox, the history and the hash chain use the real time.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from typing import Final

from django.utils import timezone

# Only core.time_travel sets this; no page and no task may import that module.
HOUR: Final[ContextVar[dt.datetime | None]] = ContextVar("hour", default=None)


def now() -> dt.datetime:
    return HOUR.get() or timezone.now()


def today() -> dt.date:
    return timezone.localdate(now())


def beginning_of_today() -> dt.datetime:
    """By the rules of :mod:`core.zone`. The database may have older ones, so no query asks it for the day of a moment."""
    return timezone.make_aware(dt.datetime.combine(today(), dt.time()))
