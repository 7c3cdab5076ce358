"""Which numbers of themes are not shown, so that nobody is recognised in a small one (ADR 30).

The sensitive themes under one theme are shown together or not at all: they are hidden while one of them has fewer than ``SHOWN_FROM``
demands. A single one takes the next theme beside it with it, so that it cannot be computed from the sum. Which themes are hidden together
follows from the list, not from the numbers: otherwise two days, compared, would tell what each of them hides. For the same reason
numbers come back only at ``SHOWN_FROM``: the number before the first one shown is not under ``FEWEST`` either.
"""

from __future__ import annotations

from collections.abc import Mapping

from portal.public.themes_and_areas.tree import Vocabulary
from publications.schemas import ReferenceEntry

FEWEST = 5
SHOWN_FROM = 2 * FEWEST


def hidden_themes(known: Vocabulary, counts: Mapping[str, int]) -> set[str]:
    """Keys of the themes whose number is not shown. ``counts``: by key, with what stands under the theme."""
    found: set[str] = set()
    for above in (None, *known.by_key.values()):
        group = _together(known, known.under(above))
        if above is not None and len(group) == 1 and len(known.under(above)) == 1:
            group |= {above.key}  # the sum of one theme is that theme
        if any(counts.get(key, 0) < SHOWN_FROM for key in group):
            found |= group
    return {below for key in found for below in known.with_parts(key)}


def _together(known: Vocabulary, parts: list[ReferenceEntry]) -> set[str]:
    sensitive = [entry.key for entry in parts if is_sensitive(known, entry)]
    if len(sensitive) == 1:
        others = [entry.key for entry in parts if entry.key not in sensitive]
        sensitive += others[:1]
    return set(sensitive)


def is_sensitive(known: Vocabulary, entry: ReferenceEntry) -> bool:
    """Itself, or more than half of what stands directly under it. A list that does not say it yet counts as sensitive."""
    if entry.is_sensitive or entry.is_sensitive is None:
        return True
    parts = known.under(entry)
    return 2 * sum(is_sensitive(known, part) for part in parts) > len(parts)
