"""Word by word, what distinguishes two versions of a text."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# Comparing takes time with the square of repeated words; beyond this many the commonest are left out of the search.
MANY_WORDS = 500
Change = Literal["same", "added", "removed"]


class Piece(NamedTuple):
    change: Change
    words: str


def compare(old: str, new: str) -> list[Piece]:
    """Pieces in reading order; what went stands before what came in its place."""
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
