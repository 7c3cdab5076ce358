"""Kept numbers of demands under each theme and area, with what stands under it."""

from __future__ import annotations

from collections.abc import Mapping

from portal.public.kept_counts import group, kept
from portal.public.small_counts import hidden_themes
from portal.public.themes_and_areas.tree import Vocabulary

# ``None`` where the number is not shown.
Counts = Mapping[str, int | None]


def theme_counts(known: Vocabulary) -> Counts:
    """By key. One query."""
    counts = group(kept("demand", groups=("theme",)), "theme")
    return {**counts, **dict.fromkeys(hidden_themes(known, counts))}


def area_counts() -> Counts:
    """By key. One query."""
    return group(kept("demand", groups=("area",)), "area")
