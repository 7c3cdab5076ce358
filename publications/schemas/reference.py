from __future__ import annotations

from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import Document, Part


class ReferenceEntry(Part):
    """One entry of a list. ``parent``: the key of the parent entry. The fields after ``position`` are for areas, helplines and themes
    and empty in other lists."""

    key: str
    name: Texts
    parent: str = ""
    is_retired: bool = False
    position: int = 0
    area_kind: Literal["", "prefecture", "urban", "rural", "neighbourhood"] = ""
    population: int | None = None
    population_year: int | None = None
    number: str = ""
    url: str = ""
    note: Texts = Texts()
    in_masthead: bool = False
    is_sensitive: bool | None = None
    """Of themes: small numbers are not shown. ``None`` in lists that were published before they said it."""

    @property
    def is_gendarmerie(self) -> bool:
        """Rural communes are policed by the gendarmerie, to which concerns about them are referred."""
        return self.area_kind == "rural"


class ReferenceDocument(Document):
    """A reference list, in the order in which pages show it. Its key is the kind of its entries."""

    kind: ClassVar[str] = "reference"

    schema_name: Literal["machoura/reference/1"] = "machoura/reference/1"
    entries: list[ReferenceEntry] = []

    def in_use(self) -> list[ReferenceEntry]:
        return [entry for entry in self.entries if not entry.is_retired]
