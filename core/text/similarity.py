"""How alike two short texts are: Arabic, Darija in either script, French, and across these.

A text becomes one sparse vector of hashed features in blocks: beginnings of words, groups of letters, pairs of words, consonant skeletons,
concepts of a :class:`~core.text.lexicon.Lexicon`. Each block has the length that :data:`BLOCKS` gives it, and the cosine compares
the whole. How rare a feature is, is fixed (:mod:`core.text.frequencies`), so that a stored vector stays comparable.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from core.text.analysis import Analysis, Token, analyse
from core.text.arabic import unsuffixed
from core.text.frequencies import Frequencies
from core.text.lexicon import Lexicon, Named
from core.text.stems import is_arabic, skeleton

# A power of two; PostgreSQL's integers hold any feature.
DIMENSION: Final = 1 << 26

Vector = dict[int, float]
Features = dict[str, float]

# The squared length of each block.
BLOCKS: Final[Mapping[str, float]] = {
    "word": 2.0,
    "letters": 0.7,
    "pair": 0.25,
    "bone": 0.3,
    "bones": 0.3,
    "concept": 5.0,
}
ROLES: Final[Mapping[str, float]] = {
    "area": 1.6,
    "ask": 1.0,
    "thing": 1.1,
    "offence": 1.1,
    "person": 1.0,
    "place": 1.0,
    "time": 0.8,
    "body": 0.6,
    "general": 0.4,
    "filler": 0.05,
}
FUNCTION_WORD: Final = 0.7
# Concepts of the domain count where a text is about the domain: their block shrinks with the words that name none.
COVERAGE_POWER: Final = 2.0
BEGINNING: Final = 4
BEGINNING_LATIN: Final = 6
SHORTEST_SKELETON: Final = 2
SHORTEST_BEGUN: Final = 3
# One word more makes another question of a question ("…of orange cake", "…of orange cake without eggs").
QUESTION_PART: Final = 4.0
OTHER_QUESTION: Final = 0.85
LEAST_ALIKE: Final = 0.35
# Two words of one concept are nearly the same word.
NAMED_ALIKE: Final = 0.2


class Matching(NamedTuple):
    """Places of the words, in the one text and the other, by which they were found to be alike."""

    first: list[tuple[int, int]]
    second: list[tuple[int, int]]


@dataclass(frozen=True)
class Similarity:
    lexicon: Lexicon
    frequencies: Frequencies

    def analyse(self, text: str) -> Analysis:
        return analyse(text, self.lexicon)

    def vector(self, text: str) -> Vector:
        return self.vector_of(self.analyse(text))

    def vector_of(self, analysis: Analysis) -> Vector:
        """Of length 1; empty where nothing in the text can be compared."""
        coverage = analysis.coverage**COVERAGE_POWER
        vector: Vector = {}
        for block, features in self.blocks(analysis).items():
            length = _length(features.values())
            scale = math.sqrt(BLOCKS[block] * (coverage if block == "concept" else 1.0)) / length if length else 0.0
            for feature, value in features.items():
                key = hashed(block, feature)
                vector[key] = vector.get(key, 0.0) + scale * value
        length = _length(vector.values())
        return {key: value / length for key, value in vector.items() if value} if length else {}

    def blocks(self, analysis: Analysis) -> dict[str, Features]:
        rarity = self.frequencies.rarity
        content = analysis.content
        lettered = [token for token in content if not token.word.isdigit()]
        return {
            "word": _heaviest((beginning(each), self._weight(each)) for each in analysis.tokens),
            "letters": _heaviest(
                (group, each.weight * rarity("letters", group))
                for each in lettered
                for group in groups(each.word, 2, 4)
            ),
            "pair": _heaviest((f"{each.stem} {following.stem}", each.weight) for each, following in pairwise(content)),
            "bone": _heaviest(
                (bone, each.weight * rarity("bone", bone))
                for each in lettered
                if len(bone := skeleton(each.stem)) >= SHORTEST_SKELETON
            ),
            "bones": _heaviest(
                (group, each.weight * rarity("bones", group))
                for each in lettered
                for group in groups(skeleton(each.word), 3, 3)
            ),
            "concept": _heaviest(
                (each.key, ROLES[each.role] * analysis.tokens[each.start].weight * rarity("concept", each.key))
                for each in analysis.concepts
            ),
        }

    def alike(self, first: str, second: str) -> float:
        """From 0 (nothing in common) to 1 (the same words). The cosine; of two questions also what the one asks and the other does not."""
        analyses = self.analyse(first), self.analyse(second)
        near = cosine(*(self.vector_of(each) for each in analyses))
        kinds = [each.questions for each in analyses]
        if not all(kinds):
            return near
        near = (near + QUESTION_PART * (1 - unmatched(*analyses))) / (1 + QUESTION_PART)
        return near if kinds[0] & kinds[1] else near * OTHER_QUESTION

    def matching(self, first: Analysis, second: Analysis) -> Matching:
        """The words to highlight: those with a stem, a skeleton or a concept that the other text has, too; and those that begin like the last
        word of ``first``, which is perhaps not finished."""
        signs, others = _signs(first), _signs(second)
        shared = signs.keys() & others.keys()
        begun, continued = _continued(first, second)
        places = (
            sorted({*more, *(place for sign in shared for place in each[sign])})
            for each, more in ((signs, begun), (others, continued))
        )
        return Matching(*places)

    def _weight(self, token: Token) -> float:
        """Function words count a little: what a text is about is also in "not", "before" and "who"."""
        part = 1.0 if token.is_content else FUNCTION_WORD
        return token.weight * part * math.sqrt(self.frequencies.rarity("word", beginning(token)))


def beginning(token: Token) -> str:
    return token.stem[: BEGINNING if is_arabic(token.stem) else BEGINNING_LATIN]


def hashed(block: str, feature: str) -> int:
    return zlib.crc32(f"{block}\0{feature}".encode()) % DIMENSION


def groups(word: str, shortest: int, longest: int) -> Iterable[str]:
    """Groups of letters of ``word``, with its beginning and end marked."""
    marked = f"^{word}$"
    for length in range(shortest, longest + 1):
        for start in range(len(marked) - length + 1):
            yield marked[start : start + length]


def cosine(first: Vector, second: Vector) -> float:
    """Of two vectors of length 1."""
    if len(first) > len(second):
        first, second = second, first
    return sum(value * second[key] for key, value in first.items() if key in second)


def unmatched(first: Analysis, second: Analysis) -> float:
    """The share of the content words that have no counterpart in the other text: of the text that has more of them."""
    return max(_unmatched(first, second), _unmatched(second, first))


def _unmatched(text: Analysis, other: Analysis) -> float:
    known = {each.key for each in other.concepts}
    named = {place for each in text.concepts if each.key in known for place in range(each.start, each.end)}
    missing = [
        1 - max((_near(token.stem, each.stem) for each in other.tokens), default=0.0)
        if place not in named
        else NAMED_ALIKE
        for place, token in enumerate(text.tokens)
        if token.is_content
    ]
    return sum(missing) / len(missing) if missing else 0.0


@lru_cache(maxsize=20_000)
def _near(first: str, second: str) -> float:
    """How alike two stems are written; 0 below :data:`LEAST_ALIKE`."""
    if first == second:
        return 1.0
    ours, theirs = set(groups(first, 2, 3)), set(groups(second, 2, 3))
    share = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return share if share >= LEAST_ALIKE else 0.0


def _heaviest(features: Iterable[tuple[str, float]]) -> Features:
    """A feature counts once, however often it stands in the text."""
    found: Features = {}
    for feature, weight in features:
        if weight > found.get(feature, 0.0):
            found[feature] = weight
    return found


def _length(values: Iterable[float]) -> float:
    return math.sqrt(sum(value * value for value in values))


def _signs(analysis: Analysis) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """By what a word may be found again in another text, with the places of the words that have it."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for token in analysis.content:
        found.setdefault(("stem", token.stem), []).append((token.start, token.end))
        if len(bone := skeleton(token.stem)) > SHORTEST_SKELETON:
            found.setdefault(("skeleton", bone), []).append((token.start, token.end))
    for named in analysis.concepts:
        if ROLES[named.role] >= ROLES["general"]:
            found.setdefault(("concept", named.key), []).extend(_places(analysis, named))
    return found


def _continued(first: Analysis, second: Analysis) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The place of the last word of ``first`` and those of the words of ``second`` that begin with it, articles apart."""
    last = first.tokens[-1] if first.tokens else None
    begun = unsuffixed(last.word) if last and last.is_content else ""
    if last is None or len(begun) < SHORTEST_BEGUN:
        return [], []
    places = [(each.start, each.end) for each in second.content if unsuffixed(each.word).startswith(begun)]
    return ([(last.start, last.end)] if places else []), places


def _places(analysis: Analysis, named: Named) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token in analysis.tokens[named.start : named.end]]
