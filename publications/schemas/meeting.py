from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text import formats
from core.text.partial_days import PartialDay
from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, HeldDate, Part, ThemeRef, UnitRef, when_of

MeetingKind = Literal[
    "open", "consultative", "by_invitation", "bilateral", "thematic", "evaluation", "outreach", "working", "enlarged",
    "reception",
]  # fmt: skip
PartOfDay = Literal["", "morning", "afternoon", "evening", "night"]
Level = Literal["wilaya", "regional", "zone", "commissariat", "district"]


class Headcount(Part):
    """Declared numbers, or numbers of a complete attendance list; ``None`` means *not recorded*.

    ``estimated``: those of the numbers that nobody counted exactly.
    """

    people: int | None = None
    associations: int | None = None
    women: int | None = None
    contributions: int | None = None
    estimated: list[Literal["people", "associations", "women", "contributions"]] = []


class MeetingFacts(Part):
    """``ends_at`` before ``starts_at``: the meeting ends after midnight.

    ``held_on`` is ``None`` where the day is not known; ``held_when`` then says what is. ``organiser`` without key: a body that is in no
    list. ``asked_by``: who asked for the meeting, an association only with its consent.
    """

    key: str
    meeting_kind: MeetingKind
    held_on: dt.date | None
    held_when: HeldDate | None = None
    part_of_day: PartOfDay = ""
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    venue: Texts
    organiser: UnitRef
    organiser_kind: Literal["unit", "institution", "other"] = "unit"
    organised_with: Texts = Texts()
    unit: UnitRef
    level: Level
    requester: Literal["cell", "association", "institution"]
    asked_by: Texts = Texts()
    series: Texts = Texts()
    number_in_series: int | None = None
    axes: list[Texts] = []
    headcount: Headcount = Headcount()

    @property
    def when(self) -> PartialDay:
        """What is known of the date."""
        return when_of(self.held_on, self.held_when)

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
    """Since version 2 a date may be known in part, and the organiser may be any body.

    ``sentence``: why it was postponed or cancelled. ``answers_until`` and ``takes_registrations`` matter while it is announced.
    """

    kind: ClassVar[str] = "meeting"

    schema_name: Literal["machoura/meeting/1", "machoura/meeting/2"] = "machoura/meeting/2"
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
