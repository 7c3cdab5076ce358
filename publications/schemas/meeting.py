from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text import formats
from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef, UnitRef

MeetingKind = Literal["open", "by_invitation", "bilateral", "thematic", "evaluation"]
PartOfDay = Literal["", "morning", "afternoon", "evening"]


class Headcount(Part):
    """Declared numbers, or numbers of a complete attendance list; ``None`` means *not recorded*."""

    people: int | None = None
    associations: int | None = None
    women: int | None = None


class MeetingFacts(Part):
    """``ends_at`` before ``starts_at``: the meeting ends after midnight."""

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

    @property
    def ends_next_day(self) -> bool:
        return formats.ends_next_day(self.starts_at, self.ends_at)


class DemandRef(Part):
    key: str
    title: Texts


class AgendaTopic(Part):
    """A topic with its planned minutes, if set, and the published demands placed under it."""

    title: Texts
    topic_kind: Literal["topic", "outstanding"] = "topic"
    minutes: int | None = None
    demands: list[DemandRef] = []


class MeetingDocument(Document):
    """``sentence``: why it was postponed or cancelled. ``answers_until`` and ``takes_registrations`` matter while it is announced."""

    kind: ClassVar[str] = "meeting"

    schema_name: Literal["machoura/meeting/1"] = "machoura/meeting/1"
    facts: MeetingFacts
    state: Literal["announced", "in_session", "closed", "postponed", "cancelled"]
    sentence: Texts = Texts()
    agenda: list[AgendaTopic] = []
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    capacity: int | None = None
    invitation_rule: Texts = Texts()
    map_url: str = ""
    takes_registrations: bool = False
    answers_until: dt.datetime | None = None
    report_key: str | None = None

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def demand_keys(self) -> list[str]:
        return sorted({demand.key for topic in self.agenda for demand in topic.demands})

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.facts.venue, *self.facts.axes]
