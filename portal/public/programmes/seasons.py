"""The drawing of a joint programme: a bar for each programme from which it came, and the days that they share behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from publications.schemas import ProgrammeDocument

BAR, GAP = 5, 7


class Bar(NamedTuple):
    """``x`` and ``width`` in days from the first one of the drawing."""

    x: int
    width: int
    y: int
    is_of_cell: bool


class Season(NamedTuple):
    width: int
    height: int
    shared: Bar
    bars: list[Bar]

    @classmethod
    def of(cls, joint: ProgrammeDocument, known: Mapping[str, Any]) -> Self:
        sides = [(each, known.get(each.key)) for each in joint.origins]
        spans = [(body.begins_on, body.ends_on) for _origin, body in sides if body] + [(joint.begins_on, joint.ends_on)]
        first, last = min(day for day, _last in spans), max(day for _first, day in spans)
        bars = []
        for number, (origin, body) in enumerate(sides):
            begins, ends = (body.begins_on, body.ends_on) if body else (joint.begins_on, joint.ends_on)
            y = 2 + GAP * number
            bars.append(Bar((begins - first).days, _days(begins, ends), y, origin.organiser.kind == "cell"))
        height = 3 + GAP * len(sides)
        shared = Bar((joint.begins_on - first).days, _days(joint.begins_on, joint.ends_on), 0, False)
        return cls(_days(first, last), height, shared, bars)


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1
