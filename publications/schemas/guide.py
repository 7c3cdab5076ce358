from __future__ import annotations

from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import Document, Part


class Contributor(Part):
    """An association whose suggestion was accepted and that chose to be thanked by name. ``key``: of its page in the directory, or empty."""

    key: str = ""
    name: Texts


class GuideDocument(Document):
    """One chapter of the participatory guide. ``place``: chapters are sorted by it, then by key.

    ``text``: Markdown in each language, of which headings, lists, links, tables and notes are rendered (:mod:`core.text.markdown`).
    ``awaits_jurist``: no jurist has reviewed it yet, which its page says.
    """

    kind: ClassVar[str] = "guide"
    is_typeset: ClassVar[bool] = True

    schema_name: Literal["machoura/guide/1"] = "machoura/guide/1"
    place: int
    summary: Texts
    text: Texts
    awaits_jurist: bool = True
    contributors: list[Contributor] = []

    def association_keys(self) -> set[str]:
        return {contributor.key for contributor in self.contributors if contributor.key}

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.summary, self.text]
