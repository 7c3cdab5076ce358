"""What hour it is for an action. Asked in one place, so that an example can be played on the day on which it is said to happen.

Only what an action writes into its rows goes by this clock: editions, the outbox, the history and the chain go by the real one.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from typing import Final

from django.utils import timezone

# Set by core.time_travel alone, which no page and no task may import.
HOUR: Final[ContextVar[dt.datetime | None]] = ContextVar("hour", default=None)


def now() -> dt.datetime:
    return HOUR.get() or timezone.now()


def today() -> dt.date:
    return timezone.localdate(now())
