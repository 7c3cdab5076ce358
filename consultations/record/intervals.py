"""Non-overlapping time intervals: of discussed topics, of speaking turns.

Messages of a device that was offline arrive late: their interval is inserted at its time; later intervals do not change.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from consultations.models import AxisRun, Meeting, Turn


def cut(rows: Any, at: dt.datetime) -> dt.datetime | None:
    """End the interval that is open at ``at``; returns the end of an interval that begins at ``at``: ``None`` if no other follows."""
    begun = rows.filter(started_at__lte=at)
    going = begun.filter(Q(ended_at=None) | Q(ended_at__gt=at)).order_by("started_at", "pk").last()
    if going is None:
        return rows.filter(started_at__gt=at).order_by("started_at", "pk").values_list("started_at", flat=True).first()
    end, going.ended_at = going.ended_at, at
    going.save(update_fields=["ended_at"])
    return end


def end_all(meeting: Meeting, *, at: dt.datetime) -> None:
    """End all open intervals when the session is closed."""
    AxisRun.objects.filter(meeting=meeting, ended_at=None).update(ended_at=at)
    Turn.objects.filter(meeting=meeting, started_at__isnull=False, ended_at=None).update(ended_at=at)
