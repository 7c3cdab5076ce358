"""The difference of two versions of a text, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# The time is quadratic in the number of repeated words; in longer texts the most common words are ignored in the search.
MANY_WORDS = 500
Change = Literal["same", "added", "removed"]


class Piece(NamedTuple):
    change: Change
    words: str


def compare(old: str, new: str) -> list[Piece]:
    """Pieces in reading order; removed words come before the words that replace them."""
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > MANY_WORDS)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(before[old_from:old_to])))
            continue
        if old_from < old_to:
            pieces.append(Piece("removed", " ".join(before[old_from:old_to])))
        if new_from < new_to:
            pieces.append(Piece("added", " ".join(after[new_from:new_to])))
    return pieces
