"""Actions on the speaker queue."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Attendance, Meeting, Turn
from consultations.models.meeting_lock import write
from consultations.record import attendance, intervals, positions
from core.errors import DomainError

# A limit, because every device reads the whole queue after each change.
MOST_WAITING = 200


def ask(meeting: Meeting, *, by: User, uid: uuid.UUID, speaker: Attendance | None, label: str, at: dt.datetime) -> Turn:
    """Add a turn at the end of the queue; ``label``: the speaker, if it is nobody of the attendance list."""
    if speaker is None and not label.strip():
        raise DomainError(_("Say who asks for the floor."))
    with transaction.atomic():
        write(meeting, by=by)
        attendance.require_present(speaker)
        if speaker and meeting.turns.waiting().filter(speaker=speaker).exists():
            raise DomainError(_("This speaker is waiting for the floor already."))
        if meeting.turns.waiting().count() >= MOST_WAITING:
            raise DomainError(_("Too many people are waiting for the floor. Let some of them speak first."))
        position = positions.last_position(meeting.turns.all())
        return Turn.objects.create(
            uid=uid, meeting=meeting, speaker=speaker, label=label.strip(), position=position, asked_at=at
        )


def give(turn: Turn, *, by: User, at: dt.datetime) -> None:
    """Start the turn and end the current one. For a message that arrives late, the turn ends when the next one began."""
    with transaction.atomic():
        write(turn.meeting, by=by)
        turn.refresh_from_db()
        if turn.is_speaking:
            return
        if not turn.is_waiting:
            raise DomainError(_("This turn is over. Ask for the floor again."))
        turn.ended_at = intervals.cut(turn.meeting.turns.exclude(started_at=None), at)
        turn.started_at = at
        turn.save(update_fields=["started_at", "ended_at"])


def stop(turn: Turn, *, by: User, at: dt.datetime) -> None:
    """End the turn. A turn that has ended already gets the earlier end."""
    with transaction.atomic():
        write(turn.meeting, by=by)
        turn.refresh_from_db()
        if turn.started_at is None:
            raise DomainError(_("This speaker does not have the floor."))
        at = max(at, turn.started_at)
        if turn.ended_at is None or at < turn.ended_at:
            turn.ended_at = at
            turn.save(update_fields=["ended_at"])


def stand_down(turn: Turn, *, by: User, at: dt.datetime) -> None:
    """Withdraw a waiting turn."""
    with transaction.atomic():
        write(turn.meeting, by=by)
        turn.refresh_from_db()
        if turn.started_at is not None:
            raise DomainError(_("This speaker has or had the floor: end the turn instead."))
        if turn.stood_down_at is None:
            turn.stood_down_at = at
            turn.save(update_fields=["stood_down_at"])


def place(turn: Turn, *, by: User, before: Turn | None) -> None:
    """Move a waiting turn before another one, or to the end."""
    with transaction.atomic():
        write(turn.meeting, by=by)
        waiting = list(turn.meeting.turns.waiting().select_for_update())
        if turn not in waiting:
            raise DomainError(_("This speaker is not waiting any more."))
        if turn != before:
            positions.number(_moved(waiting, turn, before))


def _moved(waiting: list[Turn], turn: Turn, before: Turn | None) -> list[Turn]:
    """If ``before`` does not wait any more, the turn becomes the first."""
    others = [each for each in waiting if each != turn]
    if before is None:
        return [*others, turn]
    index = others.index(before) if before in others else 0
    return [*others[:index], turn, *others[index:]]
