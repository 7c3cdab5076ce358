"""How rare a feature is in texts of the portal: fixed in a file, so that vectors that are stored stay comparable."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

# Rarer features all count as unknown; those in fewer texts are not in the file.
LEAST_SHARE: Final = 1 / 4_000
LEAST_TEXTS: Final = 3


@dataclass(frozen=True)
class Frequencies:
    """``shares``: for each block, the share of texts that have a feature, in the language in which that share is largest."""

    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def rarity(self, block: str, feature: str) -> float:
        """From 0 (in every text) to 1 (in hardly any)."""
        share = self.shares.get(block, {}).get(feature, 0.0)
        return math.log(share) / math.log(LEAST_SHARE) if share > LEAST_SHARE else 1.0

    @classmethod
    def read(cls, file: Path) -> Frequencies:
        shares: dict[str, dict[str, float]] = {}
        with file.open(encoding="utf-8", newline="") as lines:
            for block, feature, share in csv.reader(lines):
                shares.setdefault(block, {})[feature] = float(share)
        return cls(shares)

    def write(self, file: Path) -> None:
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            for block in sorted(self.shares):
                writer.writerows(
                    (block, feature, f"{share:.5f}") for feature, share in sorted(self.shares[block].items())
                )


def learn(languages: Iterable[Iterable[Mapping[str, Iterable[str]]]]) -> Frequencies:
    """From the texts of each language, each as its features by block."""
    shares: dict[str, dict[str, float]] = {}
    for texts in languages:
        counts: dict[str, Counter[str]] = {}
        total = 0
        for blocks in texts:
            total += 1
            for block, features in blocks.items():
                counts.setdefault(block, Counter()).update(set(features))
        for block, counted in counts.items():
            known = shares.setdefault(block, {})
            for feature, count in counted.items():
                if count >= LEAST_TEXTS:
                    known[feature] = max(count / total, known.get(feature, 0.0))
    return Frequencies(shares)
