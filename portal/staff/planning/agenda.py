"""The agenda page: placed items, and candidates."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Prefetch

from consultations.models import AgendaItem, Axis, Meeting
from consultations.planning.outstanding_demands import outstanding
from core.db.functions import holds_words
from portal.staff.concerns.inbox import heading
from proposals.demands.registration import LEADING
from proposals.models import Concern, Demand
from proposals.states import OPEN

MAX_CANDIDATES = 20


class Placed(NamedTuple):
    """``title``: of a concern only for users who may read concerns."""

    pk: int
    title: Any
    demand: Demand | None
    concern: Concern | None


class Candidates(NamedTuple):
    outstanding: list[Demand]
    demands: list[Demand]
    concerns: list[tuple[Concern, Any]]
    reads_concerns: bool


def topics(meeting: Meeting, user: Any) -> list[tuple[Axis, list[Placed]]]:
    """Topics in order, with their items. Three queries."""
    reads_concerns = user.has_perm("proposals.review_concerns")
    items = AgendaItem.objects.select_related("demand", "concern")
    axes = meeting.axes.prefetch_related(Prefetch("items", items))
    return [(axis, [_placed(item, reads_concerns) for item in axis.items.all()]) for axis in axes]


def _placed(item: AgendaItem, reads_concerns: bool) -> Placed:
    if item.demand:
        return Placed(item.pk, item.demand.title, item.demand, None)
    return Placed(item.pk, heading(item.concern) if reads_concerns else None, None, item.concern)


def candidates(meeting: Meeting, user: Any, q: str) -> Candidates:
    """Outstanding demands first, then other demands and accepted concerns that match a search."""
    on_it = meeting.agenda_items
    left = list(
        outstanding(meeting).exclude(pk__in=on_it.filter(demand__isnull=False).values("demand"))[:MAX_CANDIDATES]
    )
    demands: list[Demand] = []
    if q:
        known = Demand.objects.visible_to(user).not_merged().filter(state__in=OPEN).matching(q)
        placed = on_it.filter(demand__isnull=False).values("demand")
        demands = list(known.exclude(pk__in=placed).exclude(pk__in=[demand.pk for demand in left])[:MAX_CANDIDATES])
    concerns = Concern.objects.visible_to(user).filter(state__in=LEADING)
    if q:
        concerns = concerns.filter(holds_words(q, "folded"))
    waiting = concerns.exclude(pk__in=on_it.filter(concern__isnull=False).values("concern"))
    found = [(concern, heading(concern)) for concern in waiting.order_by("received_at")[:MAX_CANDIDATES]]
    return Candidates(left, demands, found, user.has_perm("proposals.review_concerns"))
