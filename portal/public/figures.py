"""The figures of the home page. Unknown numbers are not shown as zero."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Func, Q

from portal.public.demands.follow_up import OPEN_STATES, days_since
from publications import reader
from publications.models import Document
from publications.schemas.demand import DemandState

STATES: tuple[str, ...] = DemandState.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Figures:
    meetings: int
    """Without those that were cancelled."""
    example_meetings: int
    """Among them, those that only show what the portal does."""
    reports: int
    demands: int
    open_demands: int
    by_state: list[dict[str, Any]]
    median_age: int | None
    """Days since half of the open demands were registered, ``None`` when none is open."""
    oldest_age: int | None

    @property
    def tally(self) -> list[str]:
        """One item for each demand, if there are few enough to draw them one by one."""
        if self.demands > 40:
            return []
        return ["off"] * self.open_demands + ["on"] * (self.demands - self.open_demands)


def figures() -> Figures:
    """Three queries for any number of documents, two if no demand is open."""
    listed = Document.objects.using(settings.PUBLIC_DATABASE).filter(is_listed=True)
    example = Q(kind="meeting", is_demonstration=True)
    numbers = {"rows": Count("pk"), "examples": Count("pk", filter=example)}
    counted = listed.values_list("kind", "state").order_by("kind", "state").annotate(**numbers)
    kinds, states, example_meetings = Counter[str](), Counter[str](), 0
    for kind, state, count, examples in counted:
        if (kind, state) == ("meeting", "cancelled"):
            continue
        kinds[kind] += count
        example_meetings += examples
        if kind == "demand":
            states[state] += count
    open_demands = sum(states[state] for state in OPEN_STATES)
    median, oldest = _ages(open_demands)
    return Figures(
        kinds["meeting"],
        example_meetings,
        kinds["report"],
        kinds["demand"],
        open_demands,
        _bars(states),
        median,
        oldest,
    )


def _bars(states: Counter[str]) -> list[dict[str, Any]]:
    longest = max(states.values(), default=0)
    return [
        {"state": state, "count": states[state], "share": round(100 * states[state] / longest)}
        for state in STATES
        if states[state]
    ]


def _ages(open_demands: int) -> tuple[int | None, int | None]:
    """Median and maximal age since the registration."""
    if not open_demands:
        return None, None
    days = (
        reader.documents("demand")
        .filter(state__in=OPEN_STATES)
        .order_by("listed_on")
        .values_list("listed_on", flat=True)
    )
    middle = days[(open_demands - 1) // 2 : open_demands // 2 + 1]
    ages = [days_since(day) for day in (days[0], *middle)]
    return round(sum(ages[1:]) / len(ages[1:])) if ages[1:] else None, ages[0]


class Unnest(Func):
    function = "unnest"
    set_returning = True


def demands_under(column: str) -> dict[str, int]:
    """Number of listed demands under each key of ``themes`` or ``areas``. One query."""
    demands = reader.documents("demand").select_related(None).order_by()
    return dict(demands.annotate(label=Unnest(F(column))).values_list("label").annotate(Count("pk")))
