from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import Document, Part, ThemeRef
from publications.schemas.demand import Commitment, DemandState, Step


class Raised(Part):
    """How often a demand was raised in the quarter; if ``uncounted``, the number of times is a lower bound."""

    times: int = 0
    meetings: int = 0
    concerns: int = 0
    uncounted: bool = False


class Late(Part):
    """A promised day that had passed on the last day of the quarter without what was promised.

    ``promise``: the first answer, the announced day of the demand, or a commitment.
    """

    promise: Literal["answer", "date", "commitment"]
    on: dt.date


class Verdicts(Part):
    """Numbers of verdicts that associations gave in the quarter."""

    solved: int = 0
    partly: int = 0
    not_solved: int = 0

    @property
    def total(self) -> int:
        return self.solved + self.partly + self.not_solved


class DigestEntry(Part):
    """What happened to one demand in the quarter, in the words of its published edition number ``edition``.

    ``state``: on the last day of the quarter; ``steps``: of the quarter, as were published. ``answered_on``: the newest answer of the quarter.
    ``commitments``: as they stood when the digest was composed. ``sentence``: of the editor of the digest.
    """

    demand_key: str
    number: int
    edition: int
    demonstration: bool = False
    title: Texts
    details: Texts = Texts()
    theme: ThemeRef | None = None
    """The theme at the top of the list under which the demand stands."""
    registered_on: dt.date
    state: DemandState
    raised: Raised = Raised()
    steps: list[Step] = []
    answered_on: dt.date | None = None
    commitments: list[Commitment] = []
    late: list[Late] = []
    verdicts: Verdicts = Verdicts()
    sentence: Texts = Texts()


class StillDemand(Part):
    """A demand that was open and of which nothing was published in the quarter."""

    demand_key: str
    number: int
    edition: int
    demonstration: bool = False
    title: Texts
    state: DemandState


class Still(Part):
    """``count`` demands of which nothing was published in the quarter. ``demands``: those that were registered first."""

    count: int = 0
    oldest_on: dt.date | None = None
    demands: list[StillDemand] = []


class StateCount(Part):
    state: DemandState
    demands: int


class DigestTotals(Part):
    """Numbers of demands, each with the number of which it is a part.

    ``moved`` of ``open``: demands that were open on a day of the quarter, and those among them of which a step, an answer or a commitment was
    published. ``new`` of ``raised``: those raised in the quarter, and those among them that were registered in it. ``answered_in_time`` of
    ``answers_due``: those whose day of a first answer fell in the quarter. ``late_at_end`` of ``open_at_end``: on the last day.
    ``commitments_kept`` of ``commitments_due``: commitments whose day fell in the quarter. ``reached``: of ``open``, by state reached in the
    quarter. ``verdicts``: of associations, not demands.
    """

    open: int = 0
    moved: int = 0
    raised: int = 0
    new: int = 0
    answers_due: int = 0
    answered_in_time: int = 0
    open_at_end: int = 0
    late_at_end: int = 0
    commitments_due: int = 0
    commitments_kept: int = 0
    reached: list[StateCount] = []
    verdicts: Verdicts = Verdicts()


class DigestGroup(Part):
    """Entries under one theme; ``None`` for demands without a theme."""

    theme: ThemeRef | None = None
    entries: list[DigestEntry]


class DigestDocument(Document):
    """“You said, we did”: what became in one quarter of what associations asked, from the published editions of demands.

    ``composed_on``: the day to which the editions were read. ``left_out``: entries that the editor left out; the totals count them.
    """

    kind: ClassVar[str] = "digest"
    is_typeset: ClassVar[bool] = True
    own_words: ClassVar[tuple[str, ...]] = ("introduction", "sentence")

    schema_name: Literal["machoura/digest/1"] = "machoura/digest/1"
    year: int
    quarter: Literal[1, 2, 3, 4]
    starts_on: dt.date
    ends_on: dt.date
    composed_on: dt.date
    introduction: Texts = Texts()
    totals: DigestTotals
    groups: list[DigestGroup] = []
    left_out: int = 0
    still: Still = Still()

    def entries(self) -> Iterator[DigestEntry]:
        return (entry for group in self.groups for entry in group.entries)

    def demand_keys(self) -> list[str]:
        return sorted(
            {*(entry.demand_key for entry in self.entries()), *(row.demand_key for row in self.still.demands)}
        )

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.introduction, *(entry.title for entry in self.entries())]
