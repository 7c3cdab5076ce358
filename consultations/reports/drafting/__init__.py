"""The first draft of a report, composed from the record. Nothing is invented.

Each language has its own writer class instead of translated messages, since the words of a sentence depend on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext as _

from consultations.models import DraftedSentence, Meeting, Point
from consultations.reports.drafting.arabic import Arabic
from consultations.reports.drafting.base_writer import Asked, Writer, told
from consultations.reports.drafting.english import English
from consultations.reports.drafting.french import French
from consultations.reports.drafting.record import Record, came_back, is_of_several, read
from core.text.texts import LANGUAGES, Texts, in_each_language
from publications.labels import report_of

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
    return Draft(title(meeting), [each for each in sentences if each.text])


def title(meeting: Meeting) -> Texts:
    def sentence(language: str) -> str:
        day, own = meeting.when.told(language), getattr(meeting.title, language)
        if not own:
            return report_of(meeting.kind, meeting.when, language)
        return _("Report of the meeting of %(day)s: %(title)s") % {"day": day, "title": own}

    return in_each_language(sentence)


def _circumstances(record: Record) -> Iterator[Drafted]:
    """Sentences about participants, place, time, headcounts and agenda."""
    everybody = _rows("attendance", record.attendances)
    people, women, associations = record.headcounts
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.held(record.meeting)), [])
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.presence(record)), everybody)
    facilitators = record.facilitators
    yield Drafted(
        Section.LEAD, _tell(lambda writer: writer.facilitation(facilitators)), _rows("attendance", facilitators)
    )
    is_counted = any(count and not count.is_declared for count in (people, women))
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.people(record)), everybody if is_counted else [])
    named = _rows("attendance", record.named_associations)
    is_counted = bool(associations and not associations.is_declared)
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.associations(record)), everybody if is_counted else named)
    yield Drafted(Section.LEAD, _tell(lambda writer: writer.topics(record)), _rows("axis", record.axes))


def _results(record: Record) -> Iterator[Drafted]:
    """Sentences about consensus, demands, commitments and decisions."""
    agreed, asked = record.points_of(Point.Kind.CONSENSUS), record.points_of(Point.Kind.DEMAND)
    together = bool(agreed) and is_of_several(agreed)
    if agreed:
        text = _tell(lambda writer: writer.agreed(len(agreed), is_of_several=together))
        yield _result(text, agreed)
    if asked:
        number = Asked(len(asked), sum(came_back(point) for point in asked), refers=together)
        yield _result(_tell(lambda writer: writer.demands(number)), asked)
    if concerns := record.points_of(Point.Kind.CONCERN):
        yield _result(_tell(lambda writer: writer.concerns(len(concerns), is_after_demands=bool(asked))), concerns)
    if recommended := record.points_of(Point.Kind.RECOMMENDATION):
        yield _result(_tell(lambda writer: writer.recommendations(len(recommended))), recommended)
    yield from _owed(record.points_of(Point.Kind.COMMITMENT), lambda writer: writer.commitment)
    yield from _owed(record.points_of(Point.Kind.DECISION), lambda writer: writer.decision)


def _owed(points: list[Point], teller: Callable[[Writer], Callable[..., str]]) -> Iterator[Drafted]:
    for number, point in enumerate(points):
        before = points[:number]

        def sentence(writer: Writer, point: Point = point, before: list[Point] = before) -> str:
            # Points that are not written in a language are omitted in that language.
            return teller(writer)(point, is_first=not any(writer.optional(each.title) for each in before))

        yield _result(_tell(sentence), [point])


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


def _result(text: Texts, points: Iterable[Point]) -> Drafted:
    return Drafted(Section.LEAD, text, _rows("point", points), paragraph=2)


def _rows(kind: str, rows: Iterable[Any]) -> list[list[Any]]:
    return [[kind, row.pk] for row in rows]


def _spoken(said: Any) -> list[list[Any]]:
    return _rows("intervention", [said]) + (_rows("attendance", [said.speaker]) if said.speaker else [])


def _paragraphs(sentences: Iterable[Drafted], language: str) -> str:
    written = [each for each in sentences if getattr(each.text, language)]
    paragraphs = groupby(written, key=lambda each: each.paragraph)
    return "\n\n".join(" ".join(getattr(each.text, language) for each in own) for _number, own in paragraphs)
