"""What is stored of a text so that its repeats are found: a packed vector, and the keys under which an inverted list names the text."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from core.text.analysis import OF_THE_DOMAIN, Analysis, Token
from core.text.arabic import unsuffixed
from core.text.similarity import ROLES, Similarity, Vector, beginning, hashed
from core.text.stems import skeleton

# The lightest features of a long text are left out: with fewer than these no short text loses any.
MOST_FEATURES: Final = 160
_SCALE: Final = 65_535

MOST_SINGLE: Final = 14
# Two concepts or words together: a list of these is short even where each of them is in every tenth demand.
COMBINED: Final = 6
BEGUN: Final = 3
MOST_BEGUN: Final = 8
BEGUN_WEIGHT: Final = 0.2
_SHORTEST_SKELETON: Final = 3

Keys = dict[int, float]


def packed(vector: Vector) -> bytes:
    """Features in ascending order as 32-bit integers, then their weights as 16-bit ones. 6 bytes for each feature."""
    heaviest = sorted(sorted(vector, key=lambda key: (-vector[key], key))[:MOST_FEATURES])
    length = math.sqrt(sum(vector[key] ** 2 for key in heaviest)) or 1.0
    weights = array("H", (round(vector[key] / length * _SCALE) for key in heaviest))
    return array("I", heaviest).tobytes() + weights.tobytes()


def unpacked(stored: bytes | memoryview) -> Vector:
    return {key: weight / _SCALE for key, weight in zip(*_arrays(stored), strict=True)}


def closeness(query: Vector, stored: bytes | memoryview) -> float:
    """The cosine of a vector and a packed one. Called for every candidate of a look-up."""
    return sum(query[key] * weight for key, weight in zip(*_arrays(stored), strict=True) if key in query) / _SCALE


def _arrays(stored: bytes | memoryview) -> tuple[array[int], array[int]]:
    count = len(stored) // 6
    features, weights = array("I"), array("H")
    features.frombytes(stored[: 4 * count])
    weights.frombytes(stored[4 * count :])
    return features, weights


def keys(similarity: Similarity, analysis: Analysis) -> Keys:
    """The keys of a text with their weights: concepts, words and skeletons, the weightiest two by two, and how words begin."""
    single = _single(similarity, analysis)
    heaviest = sorted(single, key=lambda name: (-single[name], name))[:MOST_SINGLE]
    found = {hashed("key", name): single[name] for name in heaviest}
    # Both names of a word (its concept and its beginning) would make a pair that says nothing more.
    for first, second in combinations(sorted(_apart(heaviest)[:COMBINED]), 2):
        found[hashed("keys", f"{first} {second}")] = single[first] + single[second]
    for begun in list(dict.fromkeys(_begun(analysis.content)))[:MOST_BEGUN]:
        found.setdefault(hashed("begun", begun), BEGUN_WEIGHT)
    return found


def last_begun(analysis: Analysis) -> int | None:
    """The key of how the last word begins, which is perhaps not finished yet."""
    begun = list(_begun(analysis.content[-1:]))
    return hashed("begun", begun[-1]) if begun else None


def _single(similarity: Similarity, analysis: Analysis) -> dict[str, float]:
    rarity = similarity.frequencies.rarity
    found: dict[str, float] = {}
    for named in analysis.concepts:
        if named.role in OF_THE_DOMAIN:
            found[f"concept {named.key}"] = ROLES[named.role] * rarity("concept", named.key)
    for token in analysis.content:
        found[f"word {beginning(token)}"] = 0.8 * rarity("word", beginning(token))
        if len(bone := skeleton(token.stem)) >= _SHORTEST_SKELETON:
            found[f"bone {bone}"] = 0.5 * rarity("bone", bone)
    return found


def _apart(names: Iterable[str]) -> list[str]:
    names = list(names)
    concepts = [name for name in names if name.startswith("concept")]
    return concepts + [name for name in names if name.startswith("word")]


def _begun(tokens: Iterable[Token]) -> Iterator[str]:
    """The first letters of each word without its article: what somebody has typed of it so far."""
    for token in tokens:
        word = unsuffixed(token.word)
        if len(word) >= BEGUN:
            yield word[:BEGUN]
