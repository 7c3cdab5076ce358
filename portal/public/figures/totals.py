"""The figures of the home page and of the tracker. Unknown numbers are not shown as zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.public.demands.follow_up import OPEN_STATES, days_since
from portal.public.kept_counts import OpenDays, kept_of_all, open_days
from publications.facets import ALL, EXAMPLE
from publications.schemas.demand import DemandState

STATES: tuple[str, ...] = DemandState.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Ages:
    """In days since the registration of open demands."""

    median: int
    oldest: int
    is_same_for_all: bool


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
    ages: Ages | None
    """``None`` when no demand is open."""

    @property
    def tally(self) -> list[str]:
        """One item for each demand, if there are few enough to draw them one by one."""
        if self.demands > 40:
            return []
        return ["off"] * self.open_demands + ["on"] * (self.demands - self.open_demands)


def figures() -> Figures:
    """Two queries for any number of documents."""
    counts = kept_of_all((ALL, EXAMPLE), groups=("state",))
    states = {state: counts.get(("demand", f"state:{state}"), 0) for state in STATES}
    return Figures(
        meetings=counts.get(("meeting", ALL), 0) - counts.get(("meeting", "state:cancelled"), 0),
        example_meetings=counts.get(("meeting", EXAMPLE), 0),
        reports=counts.get(("report", ALL), 0),
        demands=counts.get(("demand", ALL), 0),
        open_demands=sum(states[state] for state in OPEN_STATES),
        by_state=bars(states),
        ages=ages(open_days()),
    )


def bars(states: Mapping[str, int]) -> list[dict[str, Any]]:
    longest = max(states.values(), default=0)
    return [
        {"state": state, "count": states[state], "share": round(100 * states[state] / longest)}
        for state in STATES
        if states.get(state)
    ]


def ages(days: OpenDays | None) -> Ages | None:
    if days is None:
        return None
    return Ages(_mean_age(days.middle), days_since(days.oldest), days.oldest == days.newest)


def _mean_age(days: tuple[dt.date, dt.date]) -> int:
    return round(sum(map(days_since, days)) / len(days))
