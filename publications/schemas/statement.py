from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef
from publications.schemas.network import ConsentRuleName


class AgreeingAssociation(Part):
    key: str = ""
    name: Texts


class StatementDocument(Document):
    """What a network says together. ``agreed`` of ``asked`` members agreed to these words, by ``consent_rule``.

    ``named``: those that agreed and chose to be named, only where all agreed: else the others would be known by elimination (ADR 50).
    ``demand``: key of the demand that it supports, without its words, or empty.
    """

    kind: ClassVar[str] = "statement"

    schema_name: Literal["machoura/statement/1"] = "machoura/statement/1"
    network_key: str
    network_name: Texts
    text: Texts
    asked_on: dt.date
    consent_rule: ConsentRuleName
    agreed: int
    asked: int
    named: list[AgreeingAssociation] = []
    demand: str = ""
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def demand_keys(self) -> list[str]:
        return [self.demand] if self.demand else []

    def association_keys(self) -> set[str]:
        return {each.key for each in self.named if each.key}

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.text, self.network_name, *(each.name for each in self.named)]
