from __future__ import annotations

import datetime as dt

from followers.models import Period

DAY = dt.timedelta(days=1)


def next_day(period: str, today: dt.date) -> dt.date:
    """The first day after ``today`` on which a digest may go out: the next day, or the next Monday."""
    return today + DAY * (7 - today.weekday() if period == Period.WEEKLY else 1)
