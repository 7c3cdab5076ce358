"""Where communes lie on the outline of the territory (``static/img/territory.svg``), as far as it is known.

Computed from centroids of OpenStreetMap contributors (ODbL) in the projection of the outline; Meknès was placed by eye.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from portal.public.themes_and_areas.counts import Counts
from portal.public.themes_and_areas.tree import Vocabulary


class Spot(NamedTuple):
    """``x``, ``y``: of the dot; ``name_x``, ``name_y`` and ``anchor``: of its name, in the units of the outline."""

    x: float
    y: float
    name_x: float
    name_y: float
    anchor: str


SPOTS = {
    "meknes": Spot(156.1, 148, 156, 164, "middle"),
    "toulal": Spot(137.7, 143.7, 132, 147, "end"),
    "ouislane": Spot(175.5, 135.6, 181, 141, "start"),
    "dkhissa": Spot(159.2, 120.6, 165, 122, "start"),
    "my_idriss_zerhoun": Spot(166, 84.6, 166, 79, "middle"),
    "m_haya": Spot(243.7, 101.5, 238, 105, "end"),
    "boufakrane": Spot(176, 195.2, 182, 199, "start"),
}


def places(known: Vocabulary, counts: Counts) -> Iterator[dict[str, Any]]:
    for key, spot in SPOTS.items():
        if key in known.by_key:
            yield {"spot": spot, "name": str(known.by_key[key].name), "count": counts.get(key, 0)}
