from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.actions import order, voices
from consultations.actions.meetings import write
from consultations.models import Attendance, Meeting
from core.errors import DomainError
from core.versions import change


def add(meeting: Meeting, *, by: User, **fields: Any) -> Attendance:
    """Note somebody present; ``fields`` are the columns of :class:`~consultations.models.Attendance`."""
    with transaction.atomic():
        write(meeting, by=by)
        return Attendance.objects.create(
            meeting=meeting, position=order.last_position(meeting.attendances.all()), **fields
        )


def edit(attendance: Attendance, *, by: User, version: int, **fields: Any) -> Attendance:
    with transaction.atomic():
        write(attendance.meeting, by=by)
        change(attendance, expected=version, **fields)
        voices.follow(attendance.interventions.all(), by=by)
    return attendance


def remove(attendance: Attendance, *, by: User) -> None:
    with transaction.atomic():
        write(attendance.meeting, by=by)
        try:
            attendance.delete()
        except ProtectedError as error:
            raise DomainError(
                _("This person spoke in the meeting: change or remove those contributions first.")
            ) from error


def shift(attendance: Attendance, *, by: User, steps: int) -> None:
    with transaction.atomic():
        write(attendance.meeting, by=by)
        order.shift(attendance, attendance.meeting.attendances.all(), steps=steps)
