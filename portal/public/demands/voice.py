"""Verdicts of associations on the last answer, from the published document of a demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from publications.labels import VERDICT_SHAPES, VERDICTS
from publications.schemas import DemandDocument
from publications.schemas.demand import Verdict


class Line(NamedTuple):
    """One possible verdict; ``marks`` has one entry for each association."""

    label: Any
    shape: str
    marks: list[Verdict]


class Judgement(NamedTuple):
    """``silent``: one entry for each association that was asked and of which no verdict is public."""

    asked: int
    answered: int
    lines: list[Line]
    silent: range
    sentences: list[dict[str, Any]]


def judgement(demand: DemandDocument) -> Judgement:
    last = [verdict for verdict in demand.verdicts if verdict.answer == len(demand.answers) - 1]
    lines = [
        Line(label, VERDICT_SHAPES[word], [verdict for verdict in last if verdict.word == word])
        for word, label in VERDICTS.items()
    ]
    silent = range(max(0, demand.asked - len(last)))
    return Judgement(demand.asked, len(last), lines, silent, list(_sentences(last)))


def _sentences(verdicts: list[Verdict]) -> Iterator[dict[str, Any]]:
    for verdict in verdicts:
        if verdict.sentence:
            yield {"verdict": verdict, "label": VERDICTS[verdict.word]}
