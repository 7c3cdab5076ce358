"""What became of a concern, for its association: the next step, recourse, meetings, demands and their answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings

from consultations.invitations import published_meeting
from consultations.models import AgendaItem
from core import clock
from portal.members.concerns.led_to import public_demands
from portal.members.concerns.next_step import next_step
from portal.members.concerns.recourse import steps_after
from proposals.demands import verdicts
from proposals.models import Concern, ConcernStep
from publications.schemas import DemandDocument, MeetingDocument


class Led(NamedTuple):
    """A public demand that the concern led to. ``asked_until``: the last day on which the association is asked for its verdict."""

    body: DemandDocument
    answer: Any
    asked_until: dt.date | None

    @property
    def key(self) -> str:
        return self.body.key


def outcome(concern: Concern, steps: Sequence[ConcernStep]) -> dict[str, Any]:
    """The context of the parts of the page. A fixed number of queries."""
    demands = _demands(concern)
    following = next_step(concern, steps, [each.body for each in demands])
    return {
        "next": following,
        "days_late": (clock.now() - following.by).days if following.by and following.is_late else 0,
        "recourse": steps_after(following.by) if following.by and following.is_late else [],
        "access_request_url": settings.SITE["access_request_url"],
        "led_to": demands,
        "judged": next((each for each in demands if each.asked_until), None),
        "meetings": _meetings(concern),
    }


def _demands(concern: Concern) -> list[Led]:
    bodies = public_demands(concern)
    asked = {each.answer.demand.key: each.until for each in verdicts.not_given([concern.association])} if bodies else {}
    return [Led(body, body.answers[-1] if body.answers else None, asked.get(body.key)) for body in bodies]


def _meetings(concern: Concern) -> list[MeetingDocument]:
    """Meetings on whose agenda it was put, as announced. A meeting that is not announced yet is nobody's business. Two queries."""
    items = AgendaItem.objects.filter(concern=concern).select_related("meeting").order_by("meeting__held_on", "pk")
    meetings = [item.meeting for item in items]
    known = published_meeting.known_by_key(meetings)
    return [known[meeting.key] for meeting in meetings if meeting.key in known]
