"""A text cut into pieces, some of which are highlighted on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

ELLIPSIS: Final = "…"
_WORD: Final = re.compile(r"\S+")

Place = tuple[int, int]


class Piece(NamedTuple):
    text: str
    is_marked: bool


class Marked(NamedTuple):
    """A text, or a part of it, in ``language``; a fallback if the reader's language is another one."""

    pieces: list[Piece]
    language: str
    is_fallback: bool


def pieces(text: str, places: Iterable[Place]) -> list[Piece]:
    """The whole ``text``; ``places`` (start and end of what is marked) may overlap. Marked words with only spaces between them are one piece."""
    found: list[Piece] = []
    at = 0
    for start, end in _joined(text, places):
        found += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in (*found, Piece(text[at:], False)) if piece.text]


def excerpt(text: str, places: Sequence[Place], *, length: int) -> list[Piece]:
    """About ``length`` characters of ``text`` from a little before the first of ``places``, in whole words."""
    first = min(start for start, _end in places)
    words = [word.span() for word in _WORD.finditer(text)]
    begin = next(start for start, end in words if end > first - length // 4)
    end = max((end for start, end in words if end <= begin + length), default=words[-1][1])
    end = max(end, next(end for start, end in words if end > first))
    inside = [(start - begin, min(stop, end) - begin) for start, stop in places if begin <= start < end]
    cut = pieces(text[begin:end], inside)
    before = [Piece(f"{ELLIPSIS} ", False)] if begin > words[0][0] else []
    after = [Piece(f" {ELLIPSIS}", False)] if end < words[-1][1] else []
    return [*before, *cut, *after]


def _joined(text: str, places: Iterable[Place]) -> Iterator[Place]:
    start = end = 0
    for first, last in sorted(places):
        if end and (first <= end or not text[end:first].strip()):
            end = max(end, last)
            continue
        if end:
            yield start, end
        start, end = first, last
    if end:
        yield start, end
