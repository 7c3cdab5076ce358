"""How rare a feature is in texts of the portal: fixed, so that vectors that are stored stay comparable."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Frequencies:
    """``documents``: texts that were counted, by language; ``counts``: in how many of them each feature of a block stands."""

    documents: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def rarity(self, block: str, feature: str) -> float:
        """From 0 (in every text) to 1 (in none). The share is that in the language that has the feature most often."""
        share = self.counts.get(block, {}).get(feature, 0.0)
        return math.log(share) / math.log(LEAST) if share > LEAST else 1.0


# A feature in fewer texts counts as unknown.
LEAST = 1 / 4_000
