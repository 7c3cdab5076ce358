"""Rows that hold from a first day, ``since``, to a last day, ``until``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.clock import today


def end_yesterday(row: Any) -> None:
    """Store yesterday as the last day of ``row``, so that the next request finds it ended. A row that began today is deleted."""
    yesterday = today() - dt.timedelta(days=1)
    if row.since > yesterday:
        row.delete()
    else:
        row.until = yesterday
        row.save(update_fields=["until"])
