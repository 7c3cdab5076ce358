from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef
from publications.schemas.meeting import MeetingFacts

Role = Literal["attendee", "facilitator", "opener", "facilitator_opener", "rapporteur"]
PointKind = Literal["consensus", "concern", "demand", "recommendation", "commitment", "decision", "praise"]


class Presence(Part):
    """Somebody present, with the function of that day. ``name`` only if the person acted in public and it was approved."""

    function: Texts
    acting: bool = False
    organisation: Texts = Texts()
    role: Role = "attendee"
    name: str = ""
    is_group: bool = False
    people: int | None = None


class Opening(Part):
    speaker: Texts
    text: Texts


class ReportedPoint(Part):
    """A point in the wording of the report. ``substance``: what a consensus point is about, if given.

    ``owner`` and ``due_on``: the responsible body and the date of a commitment or decision; empty means *not recorded*.
    """

    point_kind: PointKind
    substance: PointKind | Literal[""] = ""
    title: Texts
    text: Texts = Texts()
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    owner: Texts = Texts()
    due_on: dt.date | None = None


class ReportedDemand(ReportedPoint):
    """A demand raised in the meeting, with the number of the demand's document.

    ``times``: counted contributions that carried it; ``uncounted``: there were more, whose number was not recorded.
    """

    point_kind: PointKind = "demand"
    demand_key: str
    times: int = 0
    uncounted: bool = False

    @property
    def came_back(self) -> bool:
        return self.times > 1 or self.uncounted


class ReportDocument(Document):
    kind: ClassVar[str] = "report"

    schema_name: Literal["machoura/report/1"] = "machoura/report/1"
    lead: Texts
    meeting: MeetingFacts
    presence: list[Presence]
    opening: Opening | None = None
    agreed: list[ReportedPoint] = []
    demands: list[ReportedDemand] = []
    other_points: list[ReportedPoint] = []
    conclusion: Texts = Texts()
    approved_by: Texts = Texts()

    @property
    def demands_came_back(self) -> bool:
        """Whether every demand was raised more than once, which a heading may then say."""
        return all(demand.came_back for demand in self.demands)

    def theme_keys(self) -> list[str]:
        return sorted({theme.key for point in self._points() for theme in point.themes})

    def area_keys(self) -> list[str]:
        return sorted({area.key for point in self._points() for area in point.areas})

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.lead, *(point.title for point in self._points())]

    def _points(self) -> chain[ReportedPoint]:
        return chain(self.agreed, self.demands, self.other_points)
