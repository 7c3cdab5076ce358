"""Whether a meeting still accepts answers and registrations, according to its announcement."""

from __future__ import annotations

from consultations.models import Meeting
from consultations.states import MeetingState
from core import clock
from publications.schemas import MeetingDocument


def takes_answers(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """While it is announced, until the announced deadline, or else until its day. ``as_known``: its published document."""
    if meeting.state != MeetingState.ANNOUNCED or as_known is None:
        return False
    if as_known.answers_until is not None:
        return clock.now() <= as_known.answers_until
    held_on = as_known.facts.held_on
    return held_on is not None and clock.today() <= held_on


def takes_registrations(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """From people unknown to the cell: open once it is announced; closed by the office at any time, without an announcement."""
    is_open = meeting.takes_registrations and as_known is not None and as_known.takes_registrations
    return is_open and takes_answers(meeting, as_known)
