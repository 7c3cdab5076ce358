"""Warnings about personal data before a concern is sent. They do not block: the writer removes the words or confirms them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import NamedTuple

from proposals.concerns.content import Content
from publications.warnings import Hit, Kind, hits

AROUND = 40


class Warned(NamedTuple):
    """``before``, ``words`` and ``after`` are the excerpt; ``start`` and ``end`` its middle in the text of ``field``."""

    kind: Kind
    field: str
    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def mark(self) -> str:
        """An identifier of this warning that does not depend on the surrounding text."""
        return hashlib.sha256(f"{self.kind}\0{self.words}".encode()).hexdigest()[:16]


def about(content: Content, *, confirmed: Collection[str] = ()) -> list[Warned]:
    """Warnings in the order of the texts; ``confirmed``: marks of warnings that the writer has confirmed."""
    found = [warned for field, text in content.texts.items() for warned in _in_text(field, text)]
    return [each for each in found if each.mark not in confirmed]


def without(text: str, warned: Warned) -> str:
    """``text`` without the words of the warning, and without a double space in their place."""
    before, after = text[: warned.start], text[warned.end :]
    if before[-1:].isspace() and after[:1] == " ":
        after = after[1:]
    return before + after


def _in_text(field: str, text: str) -> Iterator[Warned]:
    """Warnings that do not overlap: the first to begin, then the longest."""
    end = 0
    for hit in sorted(hits(text), key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield _warned(field, text, hit)
            end = hit.end


def _warned(field: str, text: str, hit: Hit) -> Warned:
    before = text[max(0, hit.start - AROUND) : hit.start]
    after = text[hit.end : hit.end + AROUND]
    left = f"…{before}" if hit.start > AROUND else before
    right = f"{after}…" if hit.end + AROUND < len(text) else after
    return Warned(hit.kind, field, hit.start, hit.end, left, text[hit.start : hit.end], right)
