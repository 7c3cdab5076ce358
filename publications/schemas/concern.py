from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, Part, ThemeRef

ConcernState = Literal["accepted", "agenda", "demand", "referred", "answered"]


class Sender(Part):
    """The association that sent it and chose to be named. ``key``: of its page in the directory, empty where there was none."""

    key: str = ""
    name: Texts


class ConcernDocument(Document):
    """What an association wrote to the cell and allowed to be published, in the wording that a second person approved.

    ``sender`` is ``None`` where the association chose not to be named: the document then holds nothing from which the name follows, neither
    a reference nor a day of receipt nor an order. ``state``: what became of it; ``referred_to``: the competent body. ``demands`` and
    ``meeting``: keys of other documents, without their words, so that a page shows how these stand today.
    """

    kind: ClassVar[str] = "concern"

    schema_name: Literal["machoura/concern/1"] = "machoura/concern/1"
    nature: Literal["concern", "proposal", "observation"]
    text: Texts
    suggestion: Texts = Texts()
    themes: list[ThemeRef] = []
    areas: list[AreaRef] = []
    sender: Sender | None = None
    state: ConcernState
    answer: Texts = Texts()
    answered_on: dt.date | None = None
    referred_to: Texts = Texts()
    demands: list[str] = []
    meeting: str = ""

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def association_keys(self) -> set[str]:
        return {self.sender.key} if self.sender and self.sender.key else set()

    def searched_texts(self) -> list[Texts]:
        names = [self.sender.name] if self.sender else []
        return [self.title, self.text, self.suggestion, self.answer, *names, *(theme.name for theme in self.themes)]
