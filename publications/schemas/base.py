"""Base classes of published documents. A document contains everything that its page shows."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from core.text.partial_days import PartialDay
from core.text.texts import Texts


class Part(BaseModel):
    """A part of a document. Unknown keys are refused, so that no undeclared data is published."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ThemeRef(Part):
    key: str
    name: Texts


class AreaRef(Part):
    key: str
    name: Texts


class UnitRef(Part):
    key: str
    name: Texts


class HeldDate(Part):
    """A date of which only a part is known. ``weekday``: 1 for Monday; what is not known is ``None``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def when_of(day: dt.date | None, in_part: HeldDate | None) -> PartialDay:
    """What is known of a date: the whole day, or a part."""
    if day is not None:
        return PartialDay(day.year, day.month, day.day)
    return PartialDay(**in_part.model_dump()) if in_part else PartialDay()


class Document(Part):
    """Base of the published documents.

    ``key`` is the permanent public identifier; ``demonstration`` marks an example, which its page says.
    """

    kind: ClassVar[str]
    is_typeset: ClassVar[bool] = False
    """Whether workers make PDFs of an edition as soon as it is published (:mod:`publications.rendering`)."""
    own_words: ClassVar[tuple[str, ...]] = ()
    """Names of the fields with words that were written for this kind of document, where it also quotes published ones. Empty: all."""

    key: str
    demonstration: bool = False
    title: Texts

    def theme_keys(self) -> list[str]:
        """Themes under which the document is listed."""
        return []

    def area_keys(self) -> list[str]:
        return []

    def demand_keys(self) -> list[str]:
        """Demands whose own published words the document shows: it is brought up to date when one leaves the square."""
        return []

    def association_keys(self) -> set[str]:
        """Of the associations that the document names, the keys of their pages: there it is listed (:mod:`publications.listings`)."""
        return set()

    def searched_texts(self) -> list[Texts]:
        """Texts by which the document is found."""
        return [self.title]
