from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef

ConsentRuleName = Literal["all", "two_thirds", "majority"]


class NamedMember(Part):
    """An association that chose to be named. ``key``: of its page in the directory, or empty."""

    key: str = ""
    name: Texts
    joined_on: dt.date


class NetworkDocument(Document):
    """A network of associations in its own words. ``unnamed``: members that chose not to be named, of whom nothing else is said.

    ``coordinator``: the place of the coordinating association in ``members``; ``None`` where none coordinates it.
    """

    kind: ClassVar[str] = "network"

    schema_name: Literal["machoura/network/1"] = "machoura/network/1"
    summary: Texts
    charter: Texts
    consent_rule: ConsentRuleName
    founded_on: dt.date
    coordinator: int | None = None
    coordinates_until: dt.date | None = None
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    members: list[NamedMember] = []
    unnamed: int = 0

    @property
    def size(self) -> int:
        return len(self.members) + self.unnamed

    @property
    def coordinating(self) -> NamedMember | None:
        return self.members[self.coordinator] if self.coordinator is not None else None

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def association_keys(self) -> set[str]:
        return {member.key for member in self.members if member.key}

    def searched_texts(self) -> list[Texts]:
        names = [member.name for member in self.members]
        return [self.title, self.summary, self.charter, *names, *(theme.name for theme in self.themes)]
