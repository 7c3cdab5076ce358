"""The base class of writers. A sentence is omitted in a language in which its parts are not written.

Which row of the record becomes a sentence: :func:`consultations.reports.drafting.draft`. The words: ``arabic.py``, ``french.py``,
``english.py``.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.reports.drafting.record import Record, is_guest
from core.text.texts import Texts

ENDS = ".؟!?…"
OPENED, CLOSED = re.compile("«[ \u00a0\u202f]?"), re.compile("[ \u00a0\u202f]?»")


class Untold(Exception):
    """A part of the sentence is not written in its language."""


class Asked(NamedTuple):
    """The number of demands, and of those raised more than once; ``refers``: the previous sentence mentions the contributions."""

    number: int
    came_back: int
    refers: bool


class Writer(ABC):
    """The sentences of one language. Methods raise :class:`Untold`, or return ``""`` if there is nothing to say."""

    language: ClassVar[str]

    @abstractmethod
    def held(self, meeting: Meeting) -> str:
        """The sentence about participants, place and time."""

    @abstractmethod
    def presence(self, record: Record) -> str: ...

    @abstractmethod
    def facilitation(self, facilitators: list[Attendance]) -> str: ...

    @abstractmethod
    def people(self, record: Record) -> str:
        """Persons and women."""

    @abstractmethod
    def associations(self, record: Record) -> str: ...

    @abstractmethod
    def topics(self, record: Record) -> str: ...

    @abstractmethod
    def agreed(self, count: int, *, is_of_several: bool) -> str: ...

    @abstractmethod
    def demands(self, asked: Asked) -> str: ...

    @abstractmethod
    def concerns(self, count: int, *, is_after_demands: bool) -> str: ...

    @abstractmethod
    def recommendations(self, count: int) -> str: ...

    @abstractmethod
    def commitment(self, point: Point, *, is_first: bool) -> str: ...

    @abstractmethod
    def decision(self, point: Point, *, is_first: bool) -> str: ...

    @abstractmethod
    def opening(self, said: Intervention, *, is_first: bool) -> str: ...

    @abstractmethod
    def conclusion(self, said: Intervention, *, is_only: bool) -> str: ...

    def set(self, sentence: str) -> str:
        """With the typographic spaces of this language."""
        return sentence

    def words(self, texts: Texts) -> str:
        """The text in this language without its full stop."""
        written: str = getattr(texts, self.language)
        if not written:
            raise Untold
        return written.strip().removesuffix(".")

    def optional(self, texts: Texts) -> str:
        return getattr(texts, self.language)

    def names(self, record: Record) -> list[str]:
        """Names of associations that agreed to be named and have a name in this language; the others are only counted."""
        return list(filter(None, (self.optional(each.organisation) for each in record.named_associations)))

    def verbatim(self, said: Intervention) -> str:
        written: str = getattr(said.text, self.language)
        if not written:
            raise Untold
        return sentence_end(written.strip())

    def names_its_speaker(self, said: Intervention) -> bool:
        """Whether the text itself names its speaker ("the head of the cell asked to …")."""
        function = self.optional(said.speaker.function) if said.speaker else ""
        return bool(function) and function.casefold() in self.verbatim(said).casefold()


def told(writer: Writer, sentence: Callable[[Writer], str]) -> str:
    try:
        return writer.set(sentence(writer))
    except Untold:
        return ""


def sentence_end(text: str) -> str:
    return text if text.endswith(tuple(ENDS)) else f"{text}."


def inner(words: str) -> str:
    """A text for use inside quotation marks: its own quotation marks become those of the second level."""
    return OPENED.sub("“", CLOSED.sub("”", words))


def listed(record: Record) -> list[Attendance | None]:
    """People to mention by function, in order; ``None`` stands for guests that are mentioned together."""
    found: list[Attendance | None] = []
    for each in record.attendances:
        if not (record.guests_are_told_together and is_guest(each)):
            found.append(each)
        elif None not in found:
            found.append(None)
    return found
