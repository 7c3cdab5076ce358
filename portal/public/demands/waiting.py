"""Demands that nobody answered by the promised day, oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from portal.public.demands.follow_up import days_since
from portal.public.kept_counts import waiting_before
from publications import reader
from publications.querysets import DocumentQuerySet
from publications.reader import ListedEdition
from publications.schemas import DemandDocument

SHOWN = 5


class Waiting(NamedTuple):
    """``sha256``: of the edition. ``since``: the promised day. The lengths of the bar are in days, which the last part cuts at as many as the first two."""

    demand: DemandDocument
    sha256: str
    since: dt.date
    days: int
    within: int
    late: int
    broken: int


def unanswered() -> DocumentQuerySet:
    return reader.documents("demand").filter(waits_since__lt=timezone.localdate()).order_by("waits_since", "id")


def section() -> dict[str, Any]:
    """The part of the tracker. Two queries, and one for editions that this process does not know. It is the same as long as ``standing`` is."""
    today = timezone.localdate()
    total, rows = waiting_before(today), shown(reader.longest_waiting(today, SHOWN))
    return {
        "rows": rows,
        "total": total,
        "has_more": total > SHOWN,
        "standing": (total, *standing(rows)),
        **promise(),
    }


def standing(rows: list[Waiting]) -> tuple[Hashable, ...]:
    """What the drawn rows depend on: their editions, and the day, which makes them longer."""
    return (timezone.localdate(), *(row.sha256 for row in rows))


def promise() -> dict[str, int]:
    first, most = _days_promised()
    return {"first": first, "most": most, "scale": 2 * most - first}


def shown(documents: Any) -> list[Waiting]:
    return [_waiting(document.live) for document in documents]


def _waiting(edition: ListedEdition) -> Waiting:
    demand: Any = edition.body
    first, most = _days_promised()
    days = days_since(demand.registered_on)
    late = min(max(days - first, 0), most - first)
    broken = min(max(days - most, 0), most - first)
    return Waiting(demand, edition.sha256, demand.promise_on, days, min(days, first), late, broken)


def _days_promised() -> tuple[int, int]:
    promises = settings.SITE["promises"]
    return promises["first_answer_days"], promises["first_answer_days_at_most"]
