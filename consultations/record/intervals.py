"""Stretches of time of which one goes on at a time: topics that are discussed, people who speak.

A device that was offline reports late: what it says is put where it belongs, and what came after stays as it is.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from consultations.models import AxisRun, Meeting, Turn


def cut(rows: Any, at: dt.datetime) -> dt.datetime | None:
    """End what was going on at ``at``, and say when whatever begins then ended: ``None`` if nothing followed, so that it goes on."""
    begun = rows.filter(started_at__lte=at)
    going = begun.filter(Q(ended_at=None) | Q(ended_at__gt=at)).order_by("started_at", "pk").last()
    if going is None:
        return rows.filter(started_at__gt=at).order_by("started_at", "pk").values_list("started_at", flat=True).first()
    end, going.ended_at = going.ended_at, at
    going.save(update_fields=["ended_at"])
    return end


def end_all(meeting: Meeting, *, at: dt.datetime) -> None:
    """When the session is closed no clock runs on."""
    AxisRun.objects.filter(meeting=meeting, ended_at=None).update(ended_at=at)
    Turn.objects.filter(meeting=meeting, started_at__isnull=False, ended_at=None).update(ended_at=at)
