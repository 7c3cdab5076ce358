"""The measures of the page of figures: each with its number, how it is computed, and the table that it is computed from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.public.demands.follow_up import OPEN_STATES
from portal.public.figures.totals import STATES, Ages, ages
from portal.public.kept_counts import first_answers, kept, open_ages, open_days, verdicts
from portal.public.small_counts import hidden_themes
from portal.public.themes_and_areas import tree
from portal.public.themes_and_areas.counts import area_counts, theme_counts
from publications.facets import ACTION, ALL, VERDICT_WORDS
from publications.labels import DEMAND_STATES, VERDICT_SHAPES, VERDICTS

Row = list[Any]
MOST_SIGNS = 40


class Line(NamedTuple):
    """One possible verdict: its word, the sign of a demand's state that stands for it, and how many there are."""

    label: Any
    shape: str
    number: int

    @property
    def signs(self) -> range:
        """One for each verdict, where there are few enough to draw them one by one."""
        return range(self.number if self.number <= MOST_SIGNS else 0)


class Group(NamedTuple):
    """``head``: the row of a theme at the top of the list; ``rows``: those of the themes under that theme."""

    head: Row
    rows: list[Row]


class Verdicts(NamedTuple):
    """``asked``: associations that are asked about the last answer to what they asked; ``heard``: those that gave a verdict on it."""

    lines: list[Line]
    asked: int
    heard: int


@dataclass(frozen=True)
class Measure:
    """``part`` of ``whole``: the number of the measure, where it is one. ``rows``: a label and numbers; ``None`` is a number that is
    not shown. ``columns``: of the table on the page; ``file_columns``: of the file, which has the keys of entries, too. ``tops``: of
    rows of themes, the key of the theme at the top of the list that each stands under."""

    name: str
    columns: list[str]
    file_columns: list[str]
    rows: list[Row]
    part: int = 0
    whole: int = 0
    ages: Ages | None = None
    verdicts: Verdicts | None = None
    keys: tuple[str, ...] = ()
    tops: tuple[str, ...] = ()

    @property
    def groups(self) -> list[Group]:
        """The rows of themes by the theme at the top of the list, whose number has those of its group."""
        found: dict[str, Group] = {}
        for key, top, row in zip(self.keys, self.tops, self.rows, strict=True):
            if top in found:
                found[top].rows.append(row)
            else:
                found[key] = Group(row, [])
        return list(found.values())

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


def satisfaction() -> Measure:
    counts, known = verdicts(), tree.themes()
    total, by_theme = _words("", counts), dict(_verdicts_by_theme(known, counts))
    words = zip(VERDICT_WORDS, total, strict=True)
    lines = [Line(VERDICTS[word], VERDICT_SHAPES[word], number) for word, number in words]
    return Measure(
        "satisfaction",
        [_("Theme"), *(capfirst(VERDICTS[word]) for word in VERDICT_WORDS)],
        ["key", "theme", *VERDICT_WORDS],
        [[_("All themes"), *total], *by_theme.values()],
        part=total[0],
        whole=sum(total),
        verdicts=Verdicts(lines, counts.get(("", "asked"), 0), counts.get(("", "heard"), 0)),
        keys=("all", *by_theme),
        tops=("all", *_tops(known, by_theme)),
    )


def _verdicts_by_theme(known: tree.Vocabulary, counts: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, Row]]:
    """By key of a theme. A theme whose numbers are hidden stands in the table whether there are verdicts or not."""
    hidden = hidden_themes(known, {key: min(_words(key, counts)) for key in known.by_key})
    for entry, _depth in known.walk():
        numbers = _words(entry.key, counts)
        if entry.key in hidden:
            yield entry.key, [entry.name, *[None] * len(numbers)]
        elif any(numbers):
            yield entry.key, [entry.name, *numbers]


def _tops(known: tree.Vocabulary, keys: Iterable[str]) -> list[str]:
    return [(known.above(key) or [key])[-1] for key in keys]


def _words(theme: str, counts: Mapping[tuple[str, str], int]) -> list[int]:
    return [counts.get((theme, word), 0) for word in VERDICT_WORDS]


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
        tops=tuple(_tops(known, [entry.key for entry in entries])),
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
    "satisfaction": satisfaction,
    "state": by_state,
    "themes": themes,
    "areas": areas,
}
