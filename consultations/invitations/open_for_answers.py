"""Whether a meeting still accepts answers and registrations, and sends mail, according to its announcement."""

from __future__ import annotations

from consultations.models import Meeting
from consultations.states import MeetingState
from core import clock
from publications import meeting_times
from publications.schemas import MeetingDocument


def takes_answers(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """While it is announced, until the announced deadline, and never once it has begun. ``as_known``: its published document."""
    if meeting.state != MeetingState.ANNOUNCED or as_known is None or meeting_times.has_begun(as_known.facts):
        return False
    return as_known.answers_until is None or clock.now() <= as_known.answers_until


def is_before(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """Announced or postponed, and not begun: places from the waiting list and mails are still of use.

    The old day of a postponed meeting does not count: nobody met on it.
    """
    if as_known is None or meeting.state not in (MeetingState.ANNOUNCED, MeetingState.POSTPONED):
        return False
    return meeting.state == MeetingState.POSTPONED or not meeting_times.has_begun(as_known.facts)


def takes_registrations(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """From people unknown to the cell: open once it is announced; closed by the office at any time, without an announcement."""
    is_open = meeting.takes_registrations and as_known is not None and as_known.takes_registrations
    return is_open and takes_answers(meeting, as_known)
