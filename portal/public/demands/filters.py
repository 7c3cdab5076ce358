"""What the list of demands is filtered by. Unknown parameters and values are ignored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.public.demands import merged
from portal.public.figures.totals import STATES
from portal.public.kept_counts import group, kept
from portal.public.paging import chosen, searched
from portal.public.small_counts import hidden_themes
from portal.public.themes_and_areas.tree import Vocabulary, options, published_lists
from publications import reader
from publications.facets import ALL
from publications.querysets import DocumentQuerySet
from publications.schemas import MeetingDocument

NAMES = ("theme", "area", "state", "unit", "year", "meeting")
BY_FACET = ("theme", "unit", "year", "meeting")
LONGEST_KEY = 80
LABELS: dict[str, tuple[Promise, Promise]] = {
    "theme": (_("Theme"), _("All themes")),
    "area": (_("Area"), _("All areas")),
    "state": (_("State"), _("All states")),
    "unit": (_("Who answers"), _("All units")),
    "year": (_("Year"), _("All years")),
}


@dataclass(frozen=True)
class Lists:
    """``editions``: the hashes of their editions."""

    themes: Vocabulary
    areas: Vocabulary
    units: Vocabulary
    editions: tuple[str, ...]

    @classmethod
    def live(cls) -> Lists:
        """One query."""
        themes, areas, units = found = published_lists("theme", "area", "unit")
        return cls(themes.in_use, areas.in_use, units.with_retired, tuple(each.sha256 for each in found))


@dataclass(frozen=True)
class Filters:
    """``q``: words or a number; ``asked``: by name of a filter, only known values; ``counts``: kept numbers of demands by facet; ``years``:
    those with demands, the newest first."""

    q: str
    asked: dict[str, str]
    lists: Lists
    counts: Mapping[str, int]
    years: tuple[str, ...]
    meeting: MeetingDocument | None

    @cached_property
    def query(self) -> str:
        return urlencode({name: value for name, value in (("q", self.q), *self.asked.items()) if value})

    @property
    def without_meeting(self) -> str:
        """The address of the list, without the filter by meeting."""
        values = {"q": self.q} | self.asked | {"meeting": ""}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @cached_property
    def standing(self) -> merged.Standing | None:
        """The demand with the number that is searched for, or the one into which that was merged. One query, none for words."""
        return merged.standing(self.q) if _is_key(self.q) else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form of the words carries along."""
        return [(name, value) for name, value in self.asked.items() if value]

    @property
    def selects(self) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "label": label,
                "everything": everything,
                "options": self._options(name),
                "chosen": self.asked[name],
            }
            for name, (label, everything) in LABELS.items()
        ]

    @cached_property
    def form_key(self) -> Hashable:
        """What the form of the filters depends on: the key under which it is remembered."""
        return self.q, tuple(self.asked.items()), self.lists.editions, self.years, self.meeting and self.meeting.title

    def _options(self, name: str) -> list[tuple[str, str]]:
        if name == "state":
            word = "_components/state_word.html"
            return [(state, render_to_string(word, {"state": state}).strip()) for state in STATES]
        if name == "year":
            return [(year, year) for year in self.years]
        return options(getattr(self.lists, f"{name}s"))

    @property
    def total(self) -> int | None:
        """The number of demands where it is kept: of all, or under one filter. ``None`` for a combination, and for a hidden number.

        Numbers of combinations are not told: the small ones of sensitive themes would follow from them by subtraction.
        """
        filters = [(name, value) for name, value in self.asked.items() if value]
        if not filters and not self.q:
            return self.counts.get(ALL, 0)
        if len(filters) != 1 or self.q or self._is_hidden(*filters[0]):
            return None
        return self.counts.get(":".join(filters[0]), 0)

    def _is_hidden(self, name: str, value: str) -> bool:
        """Of an area, demands for wider areas are in the list, too: it has no number of its own."""
        if name == "area":
            return bool(self.lists.areas.above(value))
        return name == "theme" and value in hidden_themes(self.lists.themes, group(self.counts, "theme"))

    def found(self) -> DocumentQuerySet:
        """Words are looked up last, among the demands that the other filters leave: :meth:`DocumentQuerySet.matching` asks at once."""
        demands = reader.documents("demand")
        demands = demands.under(*(f"{name}:{self.asked[name]}" for name in BY_FACET if self.asked[name]))
        if state := self.asked["state"]:
            # In the column, whose index is in the order of the list: PostgreSQL need not collect all demands in that state.
            demands = demands.in_state(state)
        if year := self.asked["year"]:
            # Its facet says the same, but without the range PostgreSQL reads the list from its newest day on to find the first page.
            demands = demands.filter(listed_on__range=(dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)))
        if area := self.asked["area"]:
            demands = in_area(demands, self.lists.areas, area)
        return self._with_words(demands) if self.q else demands

    def _with_words(self, demands: DocumentQuerySet) -> DocumentQuerySet:
        return demands.filter(key=self._key) if _is_key(self.q) else demands.matching(self.q)

    @property
    def _key(self) -> str:
        return self.standing.edition.body.key if self.standing else self.q


def in_area(demands: DocumentQuerySet, known: Vocabulary, key: str) -> DocumentQuerySet:
    """Demands for the area, for one below it, or for a wider one, such as the whole city: they are asked for it, too."""
    return demands.under_any(f"area:{key}", *(f"in:{wider}" for wider in known.above(key)))


def shared_counts() -> dict[str, int]:
    """Of all demands and under each filter, but for meetings, of which there are many. One query."""
    return kept("demand", [ALL], groups=[name for name in NAMES if name != "meeting"])


def filters_of(request: HttpRequest, lists: Lists, shared: Mapping[str, int], years: tuple[str, ...]) -> Filters:
    """``shared``: :func:`shared_counts`. No query; two for a meeting, its number and its title."""
    meeting = request.GET.get("meeting", "")[:LONGEST_KEY]
    counts = {**shared, **kept("demand", [f"meeting:{meeting}"])} if meeting else shared
    known: dict[str, Collection[str]] = {
        "theme": lists.themes.by_key,
        "area": lists.areas.by_key,
        "state": STATES,
        "unit": lists.units.by_key,
        "year": years,
        "meeting": [meeting] if f"meeting:{meeting}" in counts else [],
    }
    asked = {name: chosen(request, name, known[name]) for name in NAMES}
    return Filters(searched(request), asked, lists, counts, years, _meeting(asked["meeting"]))


def _meeting(key: str) -> MeetingDocument | None:
    try:
        return reader.live("meeting", key).body if key else None  # type: ignore[return-value]
    except (reader.NotPublished, reader.Withdrawn):
        return None


def _is_key(words: str) -> bool:
    """Whether ``q`` is only a number, which is a demand's key."""
    return words.isascii() and words.isdigit()
