from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part

Topic = Literal["legal", "human_rights", "drug_prevention", "child_protection", "mediation", "writing", "other"]


class PublishedSession(Part):
    """``trainer``: a function."""

    day: dt.date
    starts_at: dt.time
    ends_at: dt.time
    title: Texts
    trainer: Texts

    @property
    def minutes(self) -> int:
        begin, end = (dt.datetime.combine(self.day, each) for each in (self.starts_at, self.ends_at))
        return int((end - begin).total_seconds()) // 60


class AnsweredDemand(Part):
    """A public demand that the training answers. Its words are read from its own document."""

    demand_key: str
    number: int


class TrainingFeedbackCounts(Part):
    """What those who ``attended`` said. Published only of a group that is large enough."""

    attended: int
    will_use: int = 0
    too_short: int = 0
    not_useful: int = 0

    @property
    def silent(self) -> int:
        """Who did not answer is counted, too."""
        return self.attended - self.will_use - self.too_short - self.not_useful


class TrainingDocument(Document):
    """``outcomes``: one in each line. ``share``: the most places of one association until the end of ``enrol_until``.
    ``needed_sessions``: who was present at so many gets a certificate.
    """

    kind: ClassVar[str] = "training"

    schema_name: Literal["machoura/training/1"] = "machoura/training/1"
    topic: Topic
    summary: Texts
    outcomes: Texts = Texts()
    audience: Texts
    venue: Texts
    area: AreaRef | None = None
    taught_in: Texts = Texts()
    access: Texts = Texts()
    capacity: int
    share: int
    enrol_until: dt.date
    needed_sessions: int
    sessions: list[PublishedSession]
    answers: list[AnsweredDemand] = []
    feedback: TrainingFeedbackCounts | None = None

    @property
    def first_day(self) -> dt.date:
        return self.sessions[0].day

    @property
    def last_day(self) -> dt.date:
        return self.sessions[-1].day

    @property
    def hours(self) -> int:
        return sum(each.minutes for each in self.sessions) // 60

    @property
    def same_hours(self) -> PublishedSession | None:
        """A session with the hours of all, if they are the same."""
        return self.sessions[0] if len({(each.starts_at, each.ends_at) for each in self.sessions}) == 1 else None

    def area_keys(self) -> list[str]:
        return [self.area.key] if self.area else []

    def demand_keys(self) -> list[str]:
        return sorted(each.demand_key for each in self.answers)

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.summary, self.audience, *(each.title for each in self.sessions)]
