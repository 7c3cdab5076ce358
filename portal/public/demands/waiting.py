"""Demands that nobody answered by the promised day, oldest first."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from portal.public.demands.follow_up import days_since
from portal.public.kept_counts import waiting_before
from publications import reader
from publications.querysets import DocumentQuerySet
from publications.schemas import DemandDocument

SHOWN = 5


class Waiting(NamedTuple):
    """``since``: the promised day. The lengths of the bar are in days, which the last part cuts at as many as the first two."""

    demand: DemandDocument
    since: dt.date
    days: int
    within: int
    late: int
    broken: int


def unanswered() -> DocumentQuerySet:
    return reader.documents("demand").filter(waits_since__lt=timezone.localdate()).order_by("waits_since", "id")


def section() -> dict[str, Any]:
    """The part of the tracker. Two queries."""
    total = waiting_before(timezone.localdate())
    return {"rows": shown(unanswered()[:SHOWN]), "total": total, "has_more": total > SHOWN, **promise()}


def promise() -> dict[str, int]:
    first, most = _days_promised()
    return {"first": first, "most": most, "scale": 2 * most - first}


def shown(documents: Any) -> list[Waiting]:
    return [_waiting(document.live.body) for document in documents]


def _waiting(demand: DemandDocument) -> Waiting:
    first, most = _days_promised()
    since: Any = demand.promise_on
    days = days_since(demand.registered_on)
    late = min(max(days - first, 0), most - first)
    return Waiting(demand, since, days, min(days, first), late, min(max(days - most, 0), most - first))


def _days_promised() -> tuple[int, int]:
    promises = settings.SITE["promises"]
    return promises["first_answer_days"], promises["first_answer_days_at_most"]
