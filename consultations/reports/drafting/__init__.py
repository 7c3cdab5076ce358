"""The first draft of a report, composed from the record. Nothing is invented.

Each language has its own writer class instead of translated messages, since the words of a sentence depend on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from consultations.models import Attendance, DraftedSentence, Intervention, Meeting
from consultations.record_fields import PROMISED
from consultations.reports.drafting.arabic import Arabic
from consultations.reports.drafting.base_writer import Writer, told
from consultations.reports.drafting.english import English
from consultations.reports.drafting.french import French
from consultations.reports.drafting.record import Group, Record, read
from core.text.texts import LANGUAGES, Texts

Section = DraftedSentence.Section
WRITERS: Final[tuple[Writer, ...]] = (Arabic(), French(), English())
# Kinds of the rows that a sentence can come from, as ``DraftedSentence.sources`` names them.
SOURCES: Final = ("attendance", "axis", "intervention", "point")


@dataclass(frozen=True)
class Drafted:
    """``sources``: kind and id of each row it came from; none for the facts of the meeting itself."""

    section: str
    text: Texts
    sources: list[list[Any]]
    paragraph: int = 1


@dataclass(frozen=True)
class Draft:
    title: Texts
    sentences: list[Drafted]

    def text(self, section: str) -> Texts:
        own = [each for each in self.sentences if each.section == section]
        return Texts(**{language: _paragraphs(own, language) for language in LANGUAGES})


def draft(meeting: Meeting) -> Draft:
    record = read(meeting)
    sentences = [*_circumstances(record), *_results(record), *_openings(record), *_conclusions(record)]
    kept = [replace(each, text=_where_recorded(each.text, record)) for each in sentences]
    return Draft(
        _where_recorded(_tell(lambda writer: writer.title(record)), record), [each for each in kept if each.text]
    )


def _where_recorded(text: Texts, record: Record) -> Texts:
    """Nothing in a language in which nobody noted what was said: a lead of place and numbers would pass for a report."""
    return Texts(**{each: getattr(text, each) for each in LANGUAGES if record.is_written_in(each)})


def _circumstances(record: Record) -> Iterator[Drafted]:
    """Sentences about organiser, participants, place, time, headcounts and agenda."""
    everybody = _rows("attendance", record.attendances)
    counts = record.headcounts
    people, women, associations = counts.people, counts.women, counts.associations
    yield _first(lambda writer: writer.held(record), [])
    yield _first(lambda writer: writer.chair(record), record.chairs)
    yield _first(lambda writer: writer.presence(record), record.others_present)
    for attended in (Attendance.Attended.EXCUSED, Attendance.Attended.ABSENT):
        away, is_excused = record.of_those_away(attended), attended == Attendance.Attended.EXCUSED
        yield _first(lambda writer, away=away, is_excused=is_excused: writer.away(away, is_excused=is_excused), away)  # type: ignore[misc]
    yield _first(lambda writer: writer.facilitation(record.facilitators), record.facilitators)
    is_counted = any(count and not count.is_declared for count in (people, women))
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.people(record)), everybody if is_counted else [])
    named = _rows("attendance", record.named_associations)
    is_counted = bool(associations and not associations.is_declared)
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.associations(record)), everybody if is_counted else named)
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.topics(record)), _rows("axis", record.axes))


def _results(record: Record) -> Iterator[Drafted]:
    """What was presented, said, agreed and promised."""
    for said in record.said_as(Intervention.Kind.FIGURES):
        yield _result(_tell(lambda writer, said=said: writer.figures(said)), _spoken(said))  # type: ignore[misc]
    yield _result(_tell(lambda writer: writer.contributions(record)), [])
    what_was_asked = [group for group in record.groups if group.kind not in PROMISED]
    yield from _grouped(what_was_asked)
    for number, said in enumerate(record.said_as(Intervention.Kind.REPLY)):
        text = _tell(lambda writer, said=said, number=number: writer.reply(said, is_first=not number))  # type: ignore[misc]
        yield _result(text, _spoken(said))
    yield from _grouped([group for group in record.groups if group.kind in PROMISED])


def _grouped(groups: list[Group]) -> Iterator[Drafted]:
    told_in = {writer.language: writer.results(groups) for writer in WRITERS}
    for number, group in enumerate(groups):
        text = Texts(**{language: sentences[number] for language, sentences in told_in.items()})
        speaker = _rows("attendance", [group.speaker]) if group.speaker else []
        yield _result(text, _rows("point", group.points) + speaker)


def _openings(record: Record) -> Iterator[Drafted]:
    for number, said in enumerate(record.openings, start=1):
        text = _tell(lambda writer, said=said, number=number: writer.opening(said, is_first=number == 1))  # type: ignore[misc]
        yield Drafted(Section.OPENING, text, _spoken(said), number)


def _conclusions(record: Record) -> Iterator[Drafted]:
    is_only = sum(said.speaker is not None for said in record.conclusions) == 1
    for number, said in enumerate(record.conclusions, start=1):
        text = _tell(lambda writer, said=said: writer.conclusion(said, is_only=is_only))  # type: ignore[misc]
        yield Drafted(Section.CONCLUSION, text, _spoken(said), number)


def _tell(sentence: Callable[[Writer], str]) -> Texts:
    return Texts(**{writer.language: told(writer, sentence) for writer in WRITERS})


def _first(sentence: Callable[[Writer], str], people: Iterable[Attendance]) -> Drafted:
    return Drafted(Section.LEAD, _tell(sentence), _rows("attendance", people))


def _result(text: Texts, sources: list[list[Any]]) -> Drafted:
    return Drafted(Section.LEAD, text, sources, paragraph=2)


def _rows(kind: str, rows: Iterable[Any]) -> list[list[Any]]:
    return [[kind, row.pk] for row in rows]


def _spoken(said: Any) -> list[list[Any]]:
    return _rows("intervention", [said]) + (_rows("attendance", [said.speaker]) if said.speaker else [])


def _paragraphs(sentences: Iterable[Drafted], language: str) -> str:
    written = [each for each in sentences if getattr(each.text, language)]
    paragraphs = groupby(written, key=lambda each: each.paragraph)
    return "\n\n".join(" ".join(getattr(each.text, language) for each in own) for _number, own in paragraphs)
