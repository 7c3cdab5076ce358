"""What each page of the tracker shows beside its list: it changes with a publication and at midnight alone."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from portal.public.demands import waiting
from portal.public.demands.filters import Lists, shared_counts
from portal.public.figures.totals import bars
from portal.public.kept_counts import group
from portal.public.once_per_version import once_per_version


class Overview(NamedTuple):
    """``counts``: numbers of demands by facet. ``years``: those with demands, the newest first. ``standing``: what the drawings of ``waiting`` and ``by_state`` depend on."""

    lists: Lists
    counts: dict[str, int]
    years: tuple[str, ...]
    waiting: dict[str, Any]
    by_state: list[dict[str, Any]]
    standing: tuple[Hashable, ...]


@once_per_version
def overview() -> Overview:
    """Four queries, and one for editions that this process does not know."""
    lists, counts, unanswered = Lists.live(), shared_counts(), waiting.section()
    states, years = group(counts, "state"), sorted(group(counts, "year"), reverse=True)
    standing = (*unanswered["standing"], *sorted(states.items()))
    return Overview(lists, counts, tuple(years), unanswered, bars(states), standing)
