"""The lock on a meeting: every change of its record begins here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting
from consultations.states import MeetingState
from core.errors import DomainError

RECORD_IS_CLOSED = _(
    "The record cannot be changed while its report is in review or published. Return or correct the report first."
)


def write(meeting: Meeting, *, by: User, is_told: bool = True) -> int:
    """Everything that changes the record begins here: lock the meeting's row, refuse if its record may not change now, name
    ``by`` among its authors, and count the change. Returns the meeting's new revision, for the rows that are written.

    The lock orders this against :func:`consultations.reports.steps.submit`, which takes it, too. ``is_told``: false for what no
    document will ever tell, which makes nobody an author.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not row.record_is_open or row.state == MeetingState.CANCELLED:
        raise DomainError(RECORD_IS_CLOSED)
    if is_told:
        row.authors.add(by)
    row.revision += 1
    row.save(update_fields=["revision"])
    return row.revision
