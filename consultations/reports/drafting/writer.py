"""What a clerk of each language can tell. A sentence whose words are not written in a language is left out in that language."""

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
    """A word that the sentence needs is not written in its language."""


class Asked(NamedTuple):
    """How many demands there were, how many of them came back; ``refers``: the contributions were mentioned just before."""

    number: int
    came_back: int
    refers: bool


class Writer(ABC):
    """The sentences of one language. Methods raise :class:`Untold`, or give ``""`` for what there is nothing to tell of."""

    language: ClassVar[str]

    @abstractmethod
    def held(self, meeting: Meeting) -> str:
        """Who met, where and when."""

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
        """With the spaces that printing in this language asks for."""
        return sentence

    def words(self, texts: Texts) -> str:
        """What is written in this language, without the full stop of its own."""
        written: str = getattr(texts, self.language)
        if not written:
            raise Untold
        return written.strip().removesuffix(".")

    def optional(self, texts: Texts) -> str:
        return getattr(texts, self.language)

    def names(self, record: Record) -> list[str]:
        """Of associations that agreed to be named and have a name in this language: the others are counted all the same."""
        return list(filter(None, (self.optional(each.organisation) for each in record.named_associations)))

    def verbatim(self, said: Intervention) -> str:
        written: str = getattr(said.text, self.language)
        if not written:
            raise Untold
        return sentence_end(written.strip())

    def names_its_speaker(self, said: Intervention) -> bool:
        """Some recorders write "the head of the cell asked to …": nothing needs to be said before it."""
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
    """As it stands within quotation marks: those of its own are of the second kind then."""
    return OPENED.sub("“", CLOSED.sub("”", words))


def listed(record: Record) -> list[Attendance | None]:
    """Who is told by function; ``None`` stands, in its place, for guests that are told together."""
    found: list[Attendance | None] = []
    for each in record.attendances:
        if not (record.guests_are_told_together and is_guest(each)):
            found.append(each)
        elif None not in found:
            found.append(None)
    return found
