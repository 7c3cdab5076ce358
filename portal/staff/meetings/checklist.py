"""The closing checklist for the workspace: each finding with the URL where it can be corrected."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from consultations.models import Meeting
from consultations.reports.checklist import MEETING, Finding, check
from consultations.states import MeetingState

SHOWN_IN = frozenset({MeetingState.IN_SESSION, MeetingState.CLOSED})


class Open(NamedTuple):
    finding: Finding
    url: str


def checklist(meeting: Meeting, *, may_record: bool) -> list[Open] | None:
    """``None`` before the meeting, and once there is a report."""
    if meeting.state not in SHOWN_IN or hasattr(meeting, "report"):
        return None
    return [Open(finding, _mended_at(finding, meeting) if may_record else "") for finding in check(meeting)]


def _mended_at(finding: Finding, meeting: Meeting) -> str:
    if finding.key == "session":
        return ""
    if finding.row == MEETING:
        return reverse("staff:meeting_edit", args=[meeting.pk])
    return f"#{finding.row}" if finding.pk is None else reverse(f"staff:{finding.row}", args=[finding.pk])
