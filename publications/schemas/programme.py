from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef

ProgrammeState = Literal["planned", "going_on", "done", "called_off"]


class Organiser(Part):
    """``kind``: an association, another authority, or the cell. ``key``: of the page of an association in the directory, or empty."""

    kind: Literal["cell", "association", "institution"]
    key: str = ""
    name: Texts


class Session(Part):
    """``key``: the same where an origin and a joint programme share the session.

    Of a session in a school only ``week`` is known, its Monday, so that nobody reads when minors are where. Of any other one the ``day`` and
    the hours, too. ``place`` is empty where it would say more than the area may.
    """

    key: str
    week: dt.date
    day: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    area: AreaRef
    place: Texts = Texts()
    people_reached: int | None = None
    is_called_off: bool = False


class Origin(Part):
    """A programme that met another one in a joint programme. ``key``: of its page, or empty where it has none."""

    key: str = ""
    title: Texts
    organiser: Organiser


class ProgrammeDocument(Document):
    """An awareness programme. ``people_reached`` is ``None`` where nobody counted. ``demands``: keys of those that it answers, without their
    words, so that its page shows how they stand today.
    """

    kind: ClassVar[str] = "programme"

    schema_name: Literal["machoura/programme/1"] = "machoura/programme/1"
    summary: Texts
    state: ProgrammeState
    audiences: list[str]
    begins_on: dt.date
    ends_on: dt.date
    organisers: list[Organiser]
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    places: list[Texts] = []
    brings: Texts = Texts()
    materials: Texts = Texts()
    sessions: list[Session] = []
    done: Texts = Texts()
    people_reached: int | None = None
    origins: list[Origin] = []
    demands: list[str] = []

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def demand_keys(self) -> list[str]:
        return self.demands

    def association_keys(self) -> set[str]:
        return {each.key for each in self.organisers if each.kind == "association" and each.key}

    def searched_texts(self) -> list[Texts]:
        names = [organiser.name for organiser in self.organisers]
        return [self.title, self.summary, self.done, *names, *(theme.name for theme in self.themes)]
