"""The base class of writers. A sentence is omitted in a language in which its parts are not written.

Which row of the record becomes a sentence: :func:`consultations.reports.drafting.draft`. The words: ``arabic.py``, ``french.py``,
``english.py``, and ``*_results.py`` for what was said.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from consultations.models import Attendance, Intervention, Point
from consultations.reports.drafting.record import Group, Record, is_guest
from core.text import formats
from core.text.texts import Texts

ENDS = ".؟!?…"
OPENED, CLOSED = re.compile("«[ \u00a0\u202f]?"), re.compile("[ \u00a0\u202f]?»")


class Untold(Exception):
    """A part of the sentence is not written in its language."""


class Period(NamedTuple):
    """Words around the first and the last day of something that is owed: ``{begins}`` and ``{ends}``."""

    begins: str
    ends: str
    both: str


class Writer(ABC):
    """The sentences of one language. Methods raise :class:`Untold`, or return ``""`` if there is nothing to say."""

    language: ClassVar[str]
    period: ClassVar[Period]
    source: ClassVar[str]
    """Words around the source of a figure, ``{}``."""

    @abstractmethod
    def title(self, record: Record) -> str: ...

    @abstractmethod
    def held(self, record: Record) -> str:
        """The sentence about organiser, place and time."""

    @abstractmethod
    def chair(self, record: Record) -> str: ...

    @abstractmethod
    def presence(self, record: Record) -> str: ...

    @abstractmethod
    def away(self, people: list[Attendance], *, is_excused: bool) -> str: ...

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
    def contributions(self, record: Record) -> str:
        """How many contributions there were."""

    @abstractmethod
    def result(self, group: Group, *, goes_on: bool) -> str:
        """Points of one kind. ``goes_on``: the sentence before has the same subject."""

    @abstractmethod
    def figures(self, said: Intervention) -> str:
        """Figures as they were presented, without a point."""

    @abstractmethod
    def reply(self, said: Intervention, *, is_first: bool) -> str: ...

    @abstractmethod
    def opening(self, said: Intervention, *, is_first: bool) -> str: ...

    @abstractmethod
    def conclusion(self, said: Intervention, *, is_only: bool) -> str: ...

    def results(self, groups: list[Group]) -> list[str]:
        """A sentence for each group, ``""`` where it is not written in this language."""
        told_so_far: list[str] = []
        before: Group | None = None
        for group in groups:
            goes_on = before is not None and before.speaker == group.speaker and self.can_go_on(before)
            text = told(self, lambda writer, group=group, goes_on=goes_on: writer.result(group, goes_on=goes_on))  # type: ignore[misc]
            told_so_far.append(text)
            before = group if text else before
        return told_so_far

    def can_go_on(self, before: Group) -> bool:
        """Whether the next sentence may take the subject of the sentence about ``before`` up by a pronoun."""
        return False

    def set(self, sentence: str) -> str:
        """With the typographic spaces of this language."""
        return sentence

    def words(self, texts: Texts) -> str:
        """The text in this language without its full stop."""
        written: str = getattr(texts, self.language)
        if not written:
            raise Untold
        return self.tidy(written).removesuffix(".")

    def tidy(self, written: str) -> str:
        return "\n".join(self.tidy_line(line) for line in written.splitlines())

    def tidy_line(self, written: str) -> str:
        return " ".join(written.split())

    def optional(self, texts: Texts) -> str:
        return self.tidy(getattr(texts, self.language))

    def dates(self, point: Point) -> str:
        begins, ends = (formats.day(day, self.language) if day else "" for day in (point.starts_on, point.due_on))
        words = self.period.both if begins and ends else self.period.begins if begins else self.period.ends
        return words.format(begins=begins, ends=ends) if begins or ends else ""

    def amount(self, point: Point) -> str:
        """Value, unit and period of a figure, as far as they are known."""
        value = point.figure_value
        known = [formats.number(value, self.language), self.optional(point.figure_unit)] if value is not None else []
        return " ".join(filter(None, [*known, self.optional(point.figure_period)]))

    def source_of(self, point: Point) -> str:
        return self.source.format(self.words(point.figure_source)) if point.figure_source else ""

    def names(self, record: Record) -> list[str]:
        """Names of associations that agreed to be named and have a name in this language; the others are only counted."""
        return list(filter(None, (self.optional(each.organisation) for each in record.named_associations)))

    def text_of(self, said: Intervention) -> str:
        written: str = getattr(said.text, self.language)
        if not written:
            raise Untold
        return self.tidy(written)

    def verbatim(self, said: Intervention) -> str:
        return sentence_end(self.text_of(said))

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


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def joined(items: Sequence[str], conjunction: str) -> str:
    """With commas, and the ``conjunction`` before the last one."""
    return f" {conjunction} ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def inner(words: str) -> str:
    """A text for use inside quotation marks: its own quotation marks become those of the second level."""
    return OPENED.sub("“", CLOSED.sub("”", words))


def listed(record: Record) -> list[Attendance | None]:
    """People to mention by function, in order; ``None`` stands for guests that are mentioned together."""
    found: list[Attendance | None] = []
    for each in record.others_present:
        if not (record.guests_are_told_together and is_guest(each)):
            found.append(each)
        elif None not in found:
            found.append(None)
    return found
