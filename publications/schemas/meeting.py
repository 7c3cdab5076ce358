from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.texts import Texts
from publications.schemas.base import Document, Part, UnitRef

MeetingKind = Literal["open", "by_invitation", "bilateral", "thematic", "evaluation"]
PartOfDay = Literal["", "morning", "afternoon", "evening"]


class Headcount(Part):
    """Declared numbers of persons; ``None`` is *not recorded*, which is not zero."""

    people: int | None = None
    associations: int | None = None
    women: int | None = None


class MeetingFacts(Part):
    key: str
    meeting_kind: MeetingKind
    held_on: dt.date
    part_of_day: PartOfDay = ""
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    venue: Texts
    organiser: UnitRef
    unit: UnitRef
    level: Literal["wilaya", "zone", "district"]
    requester: Literal["cell", "association"]
    series: Texts = Texts()
    axes: list[Texts] = []
    headcount: Headcount = Headcount()


class MeetingDocument(Document):
    kind: ClassVar[str] = "meeting"

    schema_name: Literal["machoura/meeting/1"] = "machoura/meeting/1"
    facts: MeetingFacts
    state: Literal["announced", "in_session", "closed", "postponed", "cancelled"]
    report_key: str | None = None

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.facts.venue, *self.facts.axes]
