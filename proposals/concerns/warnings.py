"""Findings of the gate in a concern before it is sent: the sender removes the words, or says why they are needed (ADR 42)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Self

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from proposals.concerns.content import Content
from publications import findings
from publications.models import AnsweredFinding
from publications.warnings import Hit, Kind, hits

if TYPE_CHECKING:
    from proposals.models import Concern

AROUND = 40
SENTENCE_LENGTH = 300
RECEIVED = "received"
"""Kind of the answers to findings in a readable concern; their key is its reference."""


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
        return findings.mark_of(self.kind, "", self.words)


class Answer(NamedTuple):
    """Why the sender keeps the words with this mark."""

    mark: str
    sentence: str

    @property
    def encoded(self) -> str:
        return f"{self.mark} {self.sentence}"

    @classmethod
    def decoded(cls, encoded: str) -> Self:
        mark, _blank, sentence = encoded.partition(" ")
        return cls(mark, sentence)


def answers(content: Content) -> dict[str, str]:
    """What the sender said, by the mark of the warning."""
    return dict(map(Answer.decoded, content.answers))


def check_answered(content: Content) -> Content:
    """``content`` with the answers about words that stand in it. Raises :class:`~core.errors.DomainError` for a warning without one."""
    said, found = answers(content), about(content)
    if any(not said.get(each.mark) for each in found):
        raise DomainError(_("Words were found that should not be sent. Remove them, or say why they are needed."))
    marks = dict.fromkeys(each.mark for each in found)
    return replace(content, answers=tuple(Answer(mark, said[mark]).encoded for mark in marks))


def keep_answers(concern: Concern, content: Content) -> None:
    """Of a readable concern. Those about a confidential one are in its sealed content."""
    for mark, sentence in answers(content).items():
        findings.keep(
            RECEIVED,
            concern.reference,
            mark=mark,
            by=concern.submitted_by_id,
            reason=AnsweredFinding.Reason.NEEDED,
            sentence=sentence,
        )


def with_answers(concern: Concern, content: Content) -> Content:
    """The content of a readable concern with the answers of its sender."""
    rows = AnsweredFinding.objects.filter(kind=RECEIVED, key=concern.reference).order_by("pk")
    return replace(content, answers=tuple(Answer(row.mark, row.sentence).encoded for row in rows))


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
