"""How many follow a demand. Staff read a rounded number alone, so that nobody sees one person come or leave."""

from __future__ import annotations

from typing import Final

from followers.models import Follow, Kind

STEP: Final = 5
MOST_COUNTED: Final = 1_000


def at_least(demand_key: str) -> int:
    """Followers of this demand alone, not of its themes, areas or unit; rounded down to a multiple of ``STEP``, so 0 for fewer."""
    rows = Follow.objects.filter(kind=Kind.DEMAND, key=demand_key)
    return rows[:MOST_COUNTED].count() // STEP * STEP
