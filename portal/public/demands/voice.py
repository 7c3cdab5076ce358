"""Verdicts of associations on the last answer, from the published document of a demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from publications.labels import VERDICT_SHAPES, VERDICTS
from publications.schemas import DemandDocument
from publications.schemas.demand import Verdict

KEY = [(label, VERDICT_SHAPES[word]) for word, label in VERDICTS.items()]
MOST_DRAWN = 12
"""Signs in one row of the tracker."""


class Line(NamedTuple):
    """One possible verdict; ``marks`` has one entry for each association."""

    label: Any
    shape: str
    marks: list[Verdict]

    @property
    def number(self) -> int:
        return len(self.marks)

    @property
    def signs(self) -> list[Verdict]:
        return self.marks


class Marks(NamedTuple):
    """For a row of the tracker; ``lines`` has those verdicts alone that somebody gave."""

    lines: list[Line]

    @property
    def are_drawn(self) -> bool:
        return sum(len(line.marks) for line in self.lines) <= MOST_DRAWN


class Judgement(NamedTuple):
    """``silent``: one entry for each association that was asked and of which no verdict is public."""

    asked: int
    answered: int
    lines: list[Line]
    silent: range
    sentences: list[dict[str, Any]]


def judgement(demand: DemandDocument) -> Judgement:
    last = _last(demand)
    silent = range(max(0, demand.asked - len(last)))
    return Judgement(demand.asked, len(last), _lines(last), silent, list(_sentences(last)))


def marks(demand: DemandDocument) -> Marks:
    if not demand.verdicts:  # most of them, and a list makes this for each of its rows
        return Marks([])
    return Marks([line for line in _lines(_last(demand)) if line.marks])


def _last(demand: DemandDocument) -> list[Verdict]:
    """On the last answer."""
    return [verdict for verdict in demand.verdicts if verdict.answer == len(demand.answers) - 1]


def _lines(verdicts: list[Verdict]) -> list[Line]:
    return [
        Line(label, VERDICT_SHAPES[word], [verdict for verdict in verdicts if verdict.word == word])
        for word, label in VERDICTS.items()
    ]


def _sentences(verdicts: list[Verdict]) -> Iterator[dict[str, Any]]:
    for verdict in verdicts:
        if verdict.sentence:
            yield {"verdict": verdict, "label": VERDICTS[verdict.word]}
