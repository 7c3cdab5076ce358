"""The finder: all rules over one reading of a text."""

from __future__ import annotations

from collections.abc import Iterator

from core.privacy.personal_data.accused_places import accused_places
from core.privacy.personal_data.dates import dates_of_birth
from core.privacy.personal_data.findings import Candidate, Finding, without_overlaps
from core.privacy.personal_data.hidden_names import hidden
from core.privacy.personal_data.minors import minors
from core.privacy.personal_data.numbers import numbers
from core.privacy.personal_data.online import online
from core.privacy.personal_data.operations import operations
from core.privacy.personal_data.persons_arabic import arabic_persons
from core.privacy.personal_data.persons_latin import latin_persons
from core.privacy.personal_data.postal import addresses
from core.privacy.personal_data.reading import Reading
from core.privacy.personal_data.vehicles import vehicles

_PUNCTUATION = " \n،,;؛:."


def find(text: str, language: str | None = None) -> list[Finding]:
    """Personal data in ``text``, in order, not overlapping.

    Places are code points of ``text`` as it is, also where it has invisible characters, tatweel or digits of another script. ``language`` is
    not needed: texts mix Arabic, French and Darija.
    """
    reading = Reading(text)
    found = without_overlaps(_candidates(reading))
    return [_finding(reading, each) for each in found]


def _candidates(reading: Reading) -> Iterator[Candidate]:
    yield from numbers(reading)
    yield from dates_of_birth(reading)
    yield from online(reading)
    yield from addresses(reading)
    yield from accused_places(reading)
    yield from vehicles(reading)
    yield from operations(reading)
    flags = hidden(reading.words)
    starts = frozenset(first for first, _after in reading.sentences)
    persons = sorted([*arabic_persons(reading.words, flags), *latin_persons(reading.words, flags, starts)])
    yield from persons
    yield from minors(reading, persons)


def _finding(reading: Reading, candidate: Candidate) -> Finding:
    start, end = candidate.start, candidate.end
    while end > start + 1 and reading.plain[end - 1] in _PUNCTUATION:
        end -= 1
    while start < end - 1 and reading.plain[start] in _PUNCTUATION:
        start += 1
    first, last = reading.original(start, end)
    return Finding(first, last, candidate.kind, reading.text[first:last])
