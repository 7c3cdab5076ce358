from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef
from publications.schemas.meeting import MeetingFacts

Role = Literal["attendee", "facilitator", "opener", "facilitator_opener", "rapporteur"]
PointKind = Literal[
    "consensus", "concern", "demand", "recommendation", "commitment", "decision", "praise", "figure", "progress", "exchange",
]  # fmt: skip


class Presence(Part):
    """Somebody present, with the function of that day. ``name`` only if the person acted in public and it was approved.

    ``chair`` stands beside ``role``; ``elected``: by those present. ``on_behalf_of``: the function of the one who was represented.
    ``association_key``: of the page of the association, where it agreed to be named.
    """

    function: Texts
    acting: bool = False
    organisation: Texts = Texts()
    role: Role = "attendee"
    name: str = ""
    is_group: bool = False
    people: int | None = None
    association_key: str = ""
    chair: Literal["", "chaired", "elected"] = ""
    on_behalf_of: Texts = Texts()


class Away(Part):
    """Somebody who was invited and did not come, by function."""

    function: Texts
    organisation: Texts = Texts()
    attended: Literal["excused", "absent"]


class Figure(Part):
    """``value`` in decimal notation, as in ``"41"`` or ``"2.5"``; empty texts are not known."""

    value: str
    unit: Texts = Texts()
    period: Texts = Texts()
    source: Texts = Texts()


class Opening(Part):
    speaker: Texts
    text: Texts


class ReportedPoint(Part):
    """A point in the wording of the report. ``substance``: what a consensus point is about, if given.

    ``owner``, ``starts_on`` and ``due_on``: the responsible body and the days of a commitment or decision; empty means *not recorded*.
    ``figure``: only of a point of that kind. ``about_demand`` and ``about_meeting``: keys of the documents of the earlier matter on which
    progress is reported.
    """

    point_kind: PointKind
    substance: PointKind | Literal[""] = ""
    title: Texts
    text: Texts = Texts()
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    owner: Texts = Texts()
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    figure: Figure | None = None
    about_demand: str = ""
    about_meeting: str = ""


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
    """Since version 2 with figures, progress on earlier matters, exchanges of views, who chaired, and who was excused. Since version 3 with
    the keys of the associations that it names."""

    kind: ClassVar[str] = "report"
    is_typeset: ClassVar[bool] = True

    schema_name: Literal["machoura/report/1", "machoura/report/2", "machoura/report/3"] = "machoura/report/3"
    lead: Texts
    meeting: MeetingFacts
    presence: list[Presence]
    away: list[Away] = []
    opening: Opening | None = None
    figures: list[ReportedPoint] = []
    progress: list[ReportedPoint] = []
    agreed: list[ReportedPoint] = []
    demands: list[ReportedDemand] = []
    exchanges: list[ReportedPoint] = []
    other_points: list[ReportedPoint] = []
    conclusion: Texts = Texts()
    approved_by: Texts = Texts()

    @property
    def demands_came_back(self) -> bool:
        """Whether every demand was raised more than once, which a heading may then say."""
        return all(demand.came_back for demand in self.demands)

    def theme_keys(self) -> list[str]:
        return sorted({theme.key for point in self.points() for theme in point.themes})

    def area_keys(self) -> list[str]:
        return sorted({area.key for point in self.points() for area in point.areas})

    def association_keys(self) -> set[str]:
        return {each.association_key for each in self.presence if each.association_key}

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.lead, *(point.title for point in self.points())]

    def points(self) -> chain[ReportedPoint]:
        return chain(self.figures, self.progress, self.agreed, self.demands, self.exchanges, self.other_points)
