"""The agenda of a meeting: topics in order, with the demands and concerns placed under them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import AgendaItem, Axis, Meeting
from consultations.models.meeting_lock import write
from consultations.planning import meetings
from consultations.planning.outstanding_demands import outstanding
from consultations.record import positions
from core import clock
from core.errors import DomainError
from core.text.texts import Texts
from proposals.demands.registration import LEADING
from proposals.models import Concern, Demand

OUTSTANDING_TITLE = Texts(
    ar="مآل ما طُلب في اللقاءات السابقة",
    fr="Ce qui a été demandé lors des rencontres précédentes\u00a0: où en est-on\u00a0?",
    en="What was asked for in earlier meetings: where does it stand?",
)


def plan(*, by: User, **fields: Any) -> Meeting:
    """Create a meeting; the agenda of a future meeting begins with outstanding demands of earlier ones."""
    with transaction.atomic():
        meeting = meetings.create(by=by, **fields)
        if meeting.knows_its_day and meeting.held_on >= clock.today():
            begin_with_outstanding(meeting, by=by)
    return meeting


def place(axis: Axis, *, by: User, demand: Demand | None = None, concern: Concern | None = None) -> AgendaItem:
    """Place a demand or an accepted concern under a topic; moves it from another topic of the meeting.

    Concerns are not published, so placing one makes nobody an author: the head, who alone may plan and read concerns, may still announce.
    """
    if concern is not None and concern.state not in LEADING:
        raise DomainError(_("Only an accepted submission can be placed on an agenda."))
    with transaction.atomic():
        write(axis.meeting, by=by, makes_author=concern is None)
        item, _created = AgendaItem.objects.update_or_create(
            meeting=axis.meeting,
            demand=demand,
            concern=concern,
            defaults={"axis": axis, "position": positions.last_position(axis.items.all())},
        )
    return item


def take_off(item: AgendaItem, *, by: User) -> None:
    with transaction.atomic():
        write(item.meeting, by=by, makes_author=item.concern_id is None)
        item.delete()


def shift_topic(axis: Axis, *, by: User, steps: int) -> None:
    """The meeting's version changes, so that an open form of the meeting gets a conflict."""
    with transaction.atomic():
        write(axis.meeting, by=by)
        positions.shift(axis, axis.meeting.axes.all(), steps=steps)
        Meeting.objects.filter(pk=axis.meeting_id).update(version=F("version") + 1)


def begin_with_outstanding(meeting: Meeting, *, by: User) -> Axis | None:
    """Add a first topic with the open demands of earlier meetings; ``None`` if there are none.

    Repeated, it adds new outstanding demands and keeps the existing order.
    """
    with transaction.atomic():
        write(meeting, by=by)
        demands = list(outstanding(meeting))
        if not demands:
            return None
        axis = meeting.axes.filter(kind=Axis.Kind.OUTSTANDING).first() or _first_topic(meeting)
        placed = set(meeting.agenda_items.values_list("demand_id", flat=True))
        new = [demand for demand in demands if demand.pk not in placed]
        start = positions.last_position(axis.items.all())
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, axis=axis, demand=demand, position=start + at) for at, demand in enumerate(new)
        )
    return axis


def _first_topic(meeting: Meeting) -> Axis:
    meeting.axes.update(position=F("position") + 1)
    return Axis.objects.create(meeting=meeting, position=1, kind=Axis.Kind.OUTSTANDING, title=OUTSTANDING_TITLE)
