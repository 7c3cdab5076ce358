from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.actions import stretches
from consultations.models import Axis, Meeting, Series
from consultations.states import MEETING, MeetingState
from core.errors import DomainError
from core.texts import Texts
from core.versions import change

RECORD_IS_CLOSED = _(
    "The record cannot change while its report is in review or published. Return or correct the report first."
)


def create(*, by: User, axes: Iterable[Texts] = (), new_series: Texts = Texts(), **fields: Any) -> Meeting:
    """Open a record; ``fields`` are the columns of :class:`~consultations.models.Meeting`. ``new_series`` begins a series."""
    with transaction.atomic():
        meeting = Meeting(**_with_series(fields, new_series))
        meeting.key = _free_key(meeting)
        meeting.save()
        meeting.authors.add(by)
        _set_axes(meeting, axes)
    return meeting


def edit(
    meeting: Meeting, *, by: User, version: int, axes: Iterable[Texts], new_series: Texts = Texts(), **fields: Any
) -> Meeting:
    """Change the facts of the meeting; its key, which documents cite, stays."""
    with transaction.atomic():
        write(meeting, by=by)
        change(meeting, expected=version, **_with_series(fields, new_series))
        _set_axes(meeting, axes)
    return meeting


def move(meeting: Meeting, *, by: User, move: str, sentence: str = "") -> Meeting:
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        target = MEETING.target(move, row.state)
        if not row.record_is_open:
            raise DomainError(RECORD_IS_CLOSED)
        if MEETING.by_name[move].needs_sentence and not sentence.strip():
            raise DomainError(_("Say why in a sentence."))
        row.state, row.state_sentence = target, sentence.strip()
        _note_times(row, move)
        if row.closed_at:
            stretches.end_all(row, at=row.closed_at)
        row.revision += 1
        row.save(update_fields=["state", "state_sentence", "opened_at", "closed_at", "revision"])
    return row


def write(meeting: Meeting, *, by: User) -> int:
    """Everything that changes the record begins here: lock the meeting's row, refuse if its record may not change now, name
    ``by`` among its authors, and count the change. Returns the meeting's new revision, for the rows that are written.

    The lock orders this against :func:`consultations.actions.reports.submit`, which takes it, too.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not row.record_is_open or row.state == MeetingState.CANCELLED:
        raise DomainError(RECORD_IS_CLOSED)
    row.authors.add(by)
    row.revision += 1
    row.save(update_fields=["revision"])
    return row.revision


def _note_times(meeting: Meeting, move: str) -> None:
    """When the session was really opened and closed. A record that is typed in afterwards has no such times of its own."""
    if move == "open":
        meeting.opened_at = timezone.now()
    meeting.closed_at = timezone.now() if move == "close" else None


def _with_series(fields: dict[str, Any], name: Texts) -> dict[str, Any]:
    return fields | {"series": Series.objects.create(name=name)} if name else fields


def _free_key(meeting: Meeting) -> str:
    base = f"{meeting.held_on:%Y-%m-%d}-{meeting.unit.key.replace('_', '-')}"[:70]
    taken = set(Meeting.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _set_axes(meeting: Meeting, titles: Iterable[Texts]) -> None:
    """Keep the rows of topics that stay, because contributions point at them."""
    old = list(meeting.axes.all())
    new = [title for title in titles if title]
    for position, title in enumerate(new, start=1):
        if position <= len(old):
            axis = old[position - 1]
            if (axis.position, axis.title) != (position, title):
                axis.position, axis.title = position, title
                axis.save()
        else:
            Axis.objects.create(meeting=meeting, position=position, title=title)
    for axis in old[len(new) :]:
        axis.delete()
