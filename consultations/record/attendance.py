from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Attendance, Meeting, Registration
from consultations.models.attendance import REPRESENTATIVE, REPRESENTATIVES
from consultations.models.meeting_lock import write
from consultations.record import demand_mentions, once, positions
from consultations.states import RegistrationState
from core import clock
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts

SPOKE = _("This person spoke in the meeting: change or remove those contributions first.")
DID_NOT_COME = _("This person is noted as excused or absent: correct that in the presence list first.")


def add(meeting: Meeting, *, by: User, **fields: Any) -> Attendance:
    """Add a row to the attendance list; ``fields`` are columns of :class:`~consultations.models.Attendance`."""
    with transaction.atomic():
        write(meeting, by=by)
        if present := once.noted(Attendance, fields.get("uid"), meeting):
            return present
        return Attendance.objects.create(
            meeting=meeting, position=positions.last_position(meeting.attendances.all()), **fields
        )


def edit(attendance: Attendance, *, by: User, version: int, **fields: Any) -> Attendance:
    with transaction.atomic():
        write(attendance.meeting, by=by)
        attended = fields.get("attended", attendance.attended)
        if attended != Attendance.Attended.PRESENT and spoke(attendance):
            raise DomainError(SPOKE)
        change(attendance, expected=version, **fields)
        demand_mentions.follow(attendance.interventions.all(), by=by)
    return attendance


def remove(attendance: Attendance, *, by: User) -> None:
    with transaction.atomic():
        write(attendance.meeting, by=by)
        try:
            attendance.delete()
        except ProtectedError as error:
            raise DomainError(SPOKE) from error


def spoke(attendance: Attendance) -> bool:
    """Whether somebody said something in the meeting, or asked for the floor."""
    return attendance.interventions.exists() or attendance.turns.exists()


def require_present(speaker: Attendance | None) -> None:
    """Who did not come says nothing in the meeting."""
    if speaker is not None and not speaker.is_present:
        raise DomainError(DID_NOT_COME)


def shift(attendance: Attendance, *, by: User, steps: int) -> None:
    with transaction.atomic():
        write(attendance.meeting, by=by)
        positions.shift(attendance, attendance.meeting.attendances.all(), steps=steps)


def check_in(registration: Registration, *, by: User, people: int, women: int | None, **fields: Any) -> Attendance:
    """Check in a registration. A repeated request, or one by a colleague, finds the same row; of somebody who was excused, and came after
    all, it becomes that of somebody present."""
    with transaction.atomic():
        write(registration.meeting, by=by)
        noted = Attendance.objects.filter(registration=registration).first()
        if noted is not None and noted.is_present:
            return noted
        if noted is not None:
            came = {"attended": Attendance.Attended.PRESENT, "arrived_at": clock.now()}
            return change(noted, expected=noted.version, **came, **_counted(people, women), **fields)
        row = Registration.objects.select_for_update().get(pk=registration.pk)
        if row.state == RegistrationState.REMOVED:
            raise DomainError(
                _(
                    "The cell removed this registration from the list. Note the association as come without "
                    "registration."
                )
            )
        return _arrive(
            row.meeting,
            registration=row,
            association=row.association,
            name="" if row.association_id else row.organisation,
            # A function that the registrant typed is not published: it may be a name.
            function=_function("", people),
            side=Attendance.Side.CIVIL_SOCIETY,
            **_counted(people, women),
            **fields,
        )


def walk_in(
    meeting: Meeting,
    *,
    by: User,
    uid: uuid.UUID,
    people: int | None,
    women: int | None,
    function: str = "",
    **fields: Any,
) -> Attendance:
    """Add somebody of civil society who came without registration. ``uid``: of the form, so that a repeated request adds one row."""
    with transaction.atomic():
        write(meeting, by=by)
        present = once.noted(Attendance, uid, meeting)
        return present or _arrive(
            meeting,
            uid=uid,
            is_walk_in=True,
            side=Attendance.Side.CIVIL_SOCIETY,
            function=_function(function, people),
            **_counted(people, women),
            **fields,
        )


def official(meeting: Meeting, *, by: User, uid: uuid.UUID, **fields: Any) -> Attendance:
    """Add an official; a repeated ``uid`` finds the same row."""
    with transaction.atomic():
        write(meeting, by=by)
        present = once.noted(Attendance, uid, meeting)
        return present or _arrive(meeting, uid=uid, **fields)


def leave(attendance: Attendance, *, by: User) -> Attendance:
    """Record that somebody left before the end. A repeated request changes nothing."""
    with transaction.atomic():
        write(attendance.meeting, by=by)
        row = Attendance.objects.select_for_update().get(pk=attendance.pk)
        require_present(row)
        if row.left_at is None:
            now = clock.now()
            row.arrived_at = row.arrived_at or now
            row.left_at = max(now, row.arrived_at)
            row.save(update_fields=["arrived_at", "left_at"])
    return row


def come_back(attendance: Attendance, *, by: User) -> Attendance:
    """Record that somebody who had left came back. The time of absence is not stored."""
    with transaction.atomic():
        write(attendance.meeting, by=by)
        row = Attendance.objects.select_for_update().get(pk=attendance.pk)
        row.left_at = None
        row.save(update_fields=["left_at"])
    return row


def _arrive(meeting: Meeting, **fields: Any) -> Attendance:
    position = positions.last_position(meeting.attendances.all())
    return Attendance.objects.create(meeting=meeting, position=position, arrived_at=clock.now(), **fields)


def _function(written: str, people: int | None) -> Texts:
    """The typed function, in the language of its script; by default "representative of the association"."""
    if not written.strip():
        return REPRESENTATIVE if people == 1 else REPRESENTATIVES
    is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in written)
    return Texts(ar=written) if is_arabic else Texts(fr=written)


def _counted(people: int | None, women: int | None) -> dict[str, Any]:
    """The columns for the number of people and women: ``is_woman`` for one person, ``women`` for a group. ``None`` stays unknown."""
    if people == 1:
        return {"is_group": False, "people": None, "is_woman": None if women is None else women == 1}
    return {"is_group": True, "people": people, "women": women}
