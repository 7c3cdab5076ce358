from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import Document, Part
from publications.schemas.meeting import MeetingFacts


class KitFigure(Part):
    """A number of the report. ``value`` in decimal notation; ``is_estimated``: nobody counted exactly."""

    label: Texts
    value: str
    unit: Texts = Texts()
    is_estimated: bool = False


class PressKitDocument(Document):
    """What media get of one report, under its key and its title: a summary, its figures, a picture drawn from them, and whom to ask.

    ``embargo_until``: before that moment it was for accredited media only. ``report_edition``: of which the figures are.
    """

    kind: ClassVar[str] = "press_kit"
    is_typeset: ClassVar[bool] = True
    own_words: ClassVar[tuple[str, ...]] = ("summary", "contact", "phone", "email")

    schema_name: Literal["machoura/press_kit/1"] = "machoura/press_kit/1"
    report_edition: int
    meeting: MeetingFacts
    summary: Texts
    figures: list[KitFigure] = []
    contact: Texts
    phone: str = ""
    email: str = ""
    embargo_until: dt.datetime | None = None

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.summary]
