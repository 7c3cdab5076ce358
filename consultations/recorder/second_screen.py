"""The state for the second screen: the last contributions, by revision."""

from __future__ import annotations

from consultations.models import Meeting
from consultations.recorder.state import (
    Json,
    attendance_row,
    common_state,
    contribution_row,
    kinds,
    points_by_contribution,
    points_of,
    present_at,
)

LAST_ON_SCREEN = 10


def screen(meeting: Meeting, *, since: int) -> Json:
    """The facilitator's view, with the last contributions only."""
    points, present = points_of(meeting), present_at(meeting)
    last = meeting.interventions.order_by("-position", "-pk")[:LAST_ON_SCREEN]
    speakers = {each.speaker_id for each in last}
    found = {
        **common_state(meeting, present, may_record=False),
        "attendances": [attendance_row(each) for each in present if each.pk in speakers],
        "contributions": [contribution_row(each, points_by_contribution(points)) for each in reversed(last)],
        "points": points,
    }
    return found if since else found | {"vocabulary": kinds()}
