"""What a writer should look at before sending. A warning never stops anybody: the writer removes the words or says that they are right."""

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
        """Tells this warning from others, also after the text around it has changed."""
        return hashlib.sha256(f"{self.kind}\0{self.words}".encode()).hexdigest()[:16]


def about(content: Content, *, kept: Collection[str] = ()) -> list[Warned]:
    """In the order of the texts; ``kept`` are the marks of warnings that the writer has answered with "it is right"."""
    found = [warned for field, text in content.texts.items() for warned in _in_text(field, text)]
    return [each for each in found if each.mark not in kept]


def without(text: str, warned: Warned) -> str:
    """``text`` without exactly these words, and with one space where they stood between two."""
    before, after = text[: warned.start], text[warned.end :]
    if before[-1:].isspace() and after[:1] == " ":
        after = after[1:]
    return before + after


def _in_text(field: str, text: str) -> Iterator[Warned]:
    """Where two patterns see the same words, the first to begin and the longest speaks."""
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
