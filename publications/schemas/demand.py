from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.partial_days import PartialDay
from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, HeldDate, Part, ThemeRef, when_of

DemandState = Literal[
    "registered", "studying", "planned", "in_progress", "done", "partly_done",
    "continuing", "referred", "not_possible", "postponed", "closed", "reopened",
]  # fmt: skip


NotPossible = Literal["law", "means", "operations", "already", "facts"]


class MentionEntry(Part):
    """One line of the ledger: where, by whom and how often the demand was raised.

    ``source_key``: of the meeting, or of the published concern; empty for a concern that is not published.
    ``said_on`` is ``None`` where the day is not known; ``said_when`` then says what is.
    ``times``: counted mentions; ``uncounted``: there were more, whose number was not recorded.
    ``unnamed``: mentions without a named association; ``None`` if their number was not recorded.
    ``association_keys``: of the pages of ``associations``, in the same order; none in editions before version 5.
    """

    said_on: dt.date | None
    said_when: HeldDate | None = None
    source_kind: Literal["meeting", "concern"]
    source_key: str = ""
    source_title: Texts = Texts()
    associations: list[Texts] = []
    association_keys: list[str] = []
    unnamed: int | None = 0
    times: int = 0
    uncounted: bool = False

    @property
    def when(self) -> PartialDay:
        return when_of(self.said_on, self.said_when)


class Totals(Part):
    """Counts of the ledger; if ``uncounted``, the other numbers are lower bounds."""

    mentions: int
    associations: int
    meetings: int
    concerns: int
    uncounted: bool


class Step(Part):
    """A dated change of state, or news without one, with its public sentence.

    ``body``: whom the demand was referred to. ``reason``: why it is not possible.
    """

    on: dt.date
    state: DemandState
    sentence: Texts
    body: Texts = Texts()
    reason: NotPossible | None = None


class Answer(Part):
    on: dt.date
    text: Texts


class Commitment(Part):
    """Who owes what until when, and what shows that it was done. Late is not written: a reader computes it from ``due_on``."""

    what: Texts
    owner: Texts
    starts_on: dt.date | None = None
    due_on: dt.date
    state: Literal["promised", "kept", "dropped"]
    evidence: Texts = Texts()
    evidence_url: str = ""


class Relation(Part):
    """Another demand with which this one was merged, or from which it was split.

    ``absorbed``: the other one was merged into this one; ``merged_into``: this one into the other. ``split_off``: the other one was a part of
    this one; ``split_from``: this one of the other. ``until``: the day on which that was undone.
    """

    relation: Literal["absorbed", "merged_into", "split_off", "split_from"]
    number: int
    title: Texts
    on: dt.date
    until: dt.date | None = None


class Verdict(Part):
    """Whether an answer solved the problem, in the eyes of one association that asked.

    ``answer``: the place of the answer in ``answers``, from 0. ``association`` is empty for one that chose not to be named, ``sentence``
    where there is none that was approved. ``association_key``: of its page, where it is named.
    """

    answer: int
    on: dt.date
    word: Literal["solved", "partly", "not_solved"]
    association: Texts = Texts()
    association_key: str = ""
    sentence: Texts = Texts()


class Supporters(Part):
    """Associations that ask the same and stand in no line of the ledger; ``named``: those that chose to be named."""

    count: int = 0
    named: list[Texts] = []


class DemandDocument(Document):
    kind: ClassVar[str] = "demand"

    schema_name: Literal[
        "machoura/demand/1", "machoura/demand/2", "machoura/demand/3", "machoura/demand/4", "machoura/demand/5"
    ] = "machoura/demand/5"
    """Since version 2 with answers, commitments, promises, and the body or the reason of a step. Since version 3 with what was merged or
    split, verdicts, and how many associations ask the same. Since version 4 the date of a line may be known in part. Since version 5 with the keys of the
    associations that it names."""
    number: int
    details: Texts = Texts()
    state: DemandState
    since: dt.date
    registered_on: dt.date
    due_on: dt.date | None = None
    owner: Texts = Texts()
    owner_key: str = ""
    """Key of the police unit that answers; empty for an institution."""
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    mentions: list[MentionEntry] = []
    totals: Totals
    steps: list[Step] = []
    answers: list[Answer] = []
    commitments: list[Commitment] = []
    answered_on: dt.date | None = None
    promise_on: dt.date | None = None
    """The day until which the public was promised something: the first answer, the announced day, or the next news."""
    head_told_on: dt.date | None = None
    """The day on which the portal told the head of the cell about the promise that is broken now."""
    relations: list[Relation] = []
    merged_into: int | None = None
    """Number of the demand that has the mentions of this one now. Pages of this one lead there, and no list shows it."""
    verdicts: list[Verdict] = []
    asked: int = 0
    """How many associations could give a verdict on the last answer."""
    supporters: Supporters = Supporters()

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def association_keys(self) -> set[str]:
        raised = {key for mention in self.mentions for key in mention.association_keys}
        return raised | {verdict.association_key for verdict in self.verdicts if verdict.association_key}

    def searched_texts(self) -> list[Texts]:
        answers = [answer.text for answer in self.answers]
        return [self.title, self.details, *answers, *(t.name for t in self.themes), *(a.name for a in self.areas)]
