"""The measures of the page of figures: each with its number, how it is computed, and the table that it is computed from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.public.demands.follow_up import OPEN_STATES
from portal.public.figures.totals import STATES, Ages, ages
from portal.public.kept_counts import first_answers, kept, open_ages, open_days
from portal.public.themes_and_areas import tree
from portal.public.themes_and_areas.counts import area_counts, theme_counts
from publications.facets import ACTION, ALL
from publications.labels import DEMAND_STATES

Row = list[Any]


@dataclass(frozen=True)
class Measure:
    """``part`` of ``whole``: the number of the measure, where it is one. ``rows``: a label and numbers; ``None`` is a number that is
    not shown. ``columns``: of the table on the page; ``file_columns``: of the file, which has the keys of entries, too."""

    name: str
    columns: list[str]
    file_columns: list[str]
    rows: list[Row]
    part: int = 0
    whole: int = 0
    ages: Ages | None = None
    keys: tuple[str, ...] = ()

    @property
    def file_rows(self) -> list[Row]:
        return [[key, *row] for key, row in zip(self.keys, self.rows, strict=True)] if self.keys else self.rows

    @property
    def hides(self) -> bool:
        return any(None in row for row in self.rows)


def first_answer() -> Measure:
    """By the quarter of registration, of demands whose day of a first answer has come."""
    days = settings.SITE["promises"]["first_answer_days"]
    found = first_answers(timezone.localdate() - dt.timedelta(days=days))
    outcomes: dict[str, Counter[str]] = {}
    for (outcome, month), number in found.items():
        outcomes.setdefault(_quarter(month), Counter())[outcome] += number
    rows: list[Row] = [
        [quarter, each["promised"], each["late"], each["none"], each.total()]
        for quarter, each in sorted(outcomes.items())
    ]
    return Measure(
        "first_answer",
        [_("Quarter of registration"), _("In time"), _("Later"), _("Without an answer"), _("Demands")],
        ["quarter", "answered_in_time", "answered_later", "not_answered", "demands"],
        rows,
        part=sum(row[1] for row in rows),
        whole=sum(row[4] for row in rows),
    )


def _quarter(month: str) -> str:
    """``2018-4`` of ``2018-10``."""
    year, number = month.split("-")
    return f"{year}-{(int(number) + 2) // 3}"


def age() -> Measure:
    days = (30, 60, 180)
    numbers = open_ages(days)
    labels = [_("Up to %(days)s days") % {"days": days[0]}]
    labels += [_("From %(first)s to %(last)s days") % {"first": a + 1, "last": b} for a, b in pairwise(days)]
    labels.append(_("More than %(days)s days") % {"days": days[-1]})
    return Measure(
        "age",
        [_("Age"), _("Open demands")],
        ["age_in_days", "open_demands"],
        [[label, number] for label, number in zip(labels, numbers, strict=True)],
        whole=sum(numbers),
        ages=ages(open_days()),
    )


def action() -> Measure:
    counts = kept("demand", [ALL, ACTION])
    part, whole = counts.get(ACTION, 0), counts.get(ALL, 0)
    rows = [[_("With an action"), part], [_("Without one yet"), whole - part]]
    return Measure("action", [_("Demands"), _("Number")], ["demands", "number"], rows, part=part, whole=whole)


def by_state() -> Measure:
    counts = kept("demand", groups=("state",))
    numbers = {state: counts.get(f"state:{state}", 0) for state in STATES}
    rows = [[capfirst(DEMAND_STATES[state]), number] for state, number in numbers.items()]
    part = sum(numbers[state] for state in OPEN_STATES)
    columns = [_("State"), _("Demands")]
    file_columns = ["key", "state", "demands"]
    return Measure("state", columns, file_columns, rows, part=part, whole=sum(numbers.values()), keys=STATES)


def themes() -> Measure:
    """The themes at the top of the list and, in the file, all below them."""
    known = tree.themes()
    counts = theme_counts(known)
    entries = [entry for entry, _depth in known.walk()]
    return Measure(
        "themes",
        [_("Theme"), _("Demands")],
        ["key", "theme", "demands"],
        [[entry.name, counts.get(entry.key, 0)] for entry in entries],
        keys=tuple(entry.key for entry in entries),
    )


def areas() -> Measure:
    """By population, never by the number of demands."""
    known = tree.areas()
    counts = area_counts()
    communes = [part for top in known.under(None) for part in known.under(top) or [top]]
    communes.sort(key=lambda entry: -(entry.population or 0))
    return Measure(
        "areas",
        [_("Area"), _("Demands")],
        ["key", "area", "demands"],
        [[entry.name, counts.get(entry.key, 0)] for entry in communes],
        keys=tuple(entry.key for entry in communes),
    )


MEASURES: dict[str, Callable[[], Measure]] = {
    "first_answer": first_answer,
    "age": age,
    "action": action,
    "state": by_state,
    "themes": themes,
    "areas": areas,
}
