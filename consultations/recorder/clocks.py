"""Actions that start and stop the clock of a topic."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.models import User
from consultations.models import Axis, AxisRun, Meeting
from consultations.models.meeting_lock import write
from consultations.record import intervals


def run_axis(meeting: Meeting, *, by: User, axis: Axis, at: dt.datetime) -> None:
    """Start the clock of this topic at ``at`` and stop that of another topic."""
    with transaction.atomic():
        write(meeting, by=by)
        if not meeting.axis_runs.filter(axis=axis, started_at__lte=at, ended_at=None).exists():
            end = intervals.cut(meeting.axis_runs, at)
            AxisRun.objects.create(meeting=meeting, axis=axis, started_at=at, ended_at=end)


def pause(meeting: Meeting, *, by: User, at: dt.datetime) -> None:
    with transaction.atomic():
        write(meeting, by=by)
        intervals.cut(meeting.axis_runs, at)
