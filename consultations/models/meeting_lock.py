"""The lock on a meeting, which every change of its record takes first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting
from consultations.states import MeetingState
from core.errors import DomainError

RECORD_IS_CLOSED = _(
    "The record cannot change while its report is in review or published. Return or correct the report first."
)


def write(meeting: Meeting, *, by: User, makes_author: bool = True) -> int:
    """Begin a change of the record: lock the meeting's row, refuse if the record may not change now, add ``by`` to its
    authors, and increment the revision. Returns the new revision, for the rows that are written.

    :func:`consultations.reports.steps.submit` takes the same lock. ``makes_author``: false for a change that is never
    published.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not row.record_is_open or row.state == MeetingState.CANCELLED:
        raise DomainError(RECORD_IS_CLOSED)
    if makes_author:
        row.authors.add(by)
    row.revision += 1
    row.save(update_fields=["revision"])
    return row.revision
