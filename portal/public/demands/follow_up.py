"""The progress of a demand, computed from its published document and today's date."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple, TypeVar

from django.utils import timezone

from portal.public.demands.voice import marks
from publications.facets import OPEN_STATES
from publications.reader import ListedEdition
from publications.schemas import DemandDocument
from publications.schemas.demand import Commitment

Day = TypeVar("Day", dt.date | None, str | None)
MAIN_WAY = ("registered", "studying", "planned", "in_progress", "done")


class Stage(NamedTuple):
    state: str
    on: dt.date | None
    stage: str


def due_day(state: str, due_on: Day) -> Day | None:
    """The day after which a demand is overdue; ``None`` for one that cannot be. ``due_on``: the date, or its text in the stored document."""
    return due_on if state in OPEN_STATES else None


def is_overdue(demand: DemandDocument) -> bool:
    day = due_day(demand.state, demand.due_on)
    return bool(day and day < timezone.localdate())


def unanswered_since(demand: DemandDocument) -> dt.date | None:
    """The day until which a first answer was promised, where it has passed without one."""
    is_late = demand.answered_on is None and demand.promise_on is not None and demand.promise_on < timezone.localdate()
    return demand.promise_on if is_late else None


class ShownCommitment(NamedTuple):
    """``shape``: the sign of a demand's state that stands for the commitment's."""

    commitment: Commitment
    shape: str


def commitments(demand: DemandDocument) -> list[ShownCommitment]:
    return [ShownCommitment(each, _shape(each)) for each in demand.commitments]


def _shape(commitment: Commitment) -> str:
    """Late is computed, never written."""
    if commitment.state == "promised":
        return "overdue" if commitment.due_on < timezone.localdate() else "planned"
    return "done" if commitment.state == "kept" else "not_possible"


def days_since(day: dt.date) -> int:
    return (timezone.localdate() - day).days


def way(demand: DemandDocument) -> list[Stage]:
    """The usual states with the current one marked; for a demand that left the usual order, the states that it had."""
    reached = {step.state: step.on for step in demand.steps} | {demand.state: demand.since}
    if demand.state not in MAIN_WAY:
        passed = [state for state in MAIN_WAY if state in reached]
        return [Stage(state, reached[state], "past") for state in passed] + [Stage(demand.state, demand.since, "now")]
    here = MAIN_WAY.index(demand.state)
    return [
        Stage(state, reached.get(state) if at <= here else None, _stage(at, here)) for at, state in enumerate(MAIN_WAY)
    ]


def _stage(at: int, here: int) -> str:
    return "past" if at < here else "now" if at == here else ""


def mentions_after(demand: DemandDocument, day: dt.date) -> int:
    """Counted mentions after ``day``."""
    return sum(entry.times for entry in demand.mentions if entry.said_on and entry.said_on > day)


def listed(demands: Any) -> list[dict[str, Any]]:
    """Rows for a list of demands, from their live editions. A row is the same as long as ``sha256`` and the day are."""
    return [_row(document.live) for document in demands]


def _row(edition: ListedEdition) -> dict[str, Any]:
    body = edition.body
    return {
        "demand": body,
        "sha256": edition.sha256,
        "is_overdue": is_overdue(body),
        "unanswered_since": unanswered_since(body),
        "verdicts": marks(body),
    }
