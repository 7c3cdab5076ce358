"""What is found in a text, and which finding stays where two meet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    IBAN_OR_RIB = "iban_or_rib"
    EMAIL = "email"
    PHONE = "phone"
    DATE_OF_BIRTH = "date_of_birth"
    PLATE = "plate"
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    SOCIAL_HANDLE = "social_handle"
    BAD_LIGHT_PLACE = "bad_light_place"
    MINOR = "minor"
    VEHICLE = "vehicle"
    PERSON = "person"
    # Times and places of patrols, planned operations, school layouts: no personal data, but not for the public either.
    OPERATION = "operation"


# Where two findings share a character, the kind that stands first stays.
_ORDER = {kind: position for position, kind in enumerate(Kind)}


class Finding(NamedTuple):
    """``start`` and ``end`` are code points of the text, ``end`` exclusive; ``text`` is ``text[start:end]``."""

    start: int
    end: int
    kind: Kind
    text: str


class Candidate(NamedTuple):
    """A place in the plain form of a text (see :class:`~core.privacy.personal_data.reading.Reading`) that a rule found."""

    start: int
    end: int
    kind: Kind


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Sorted by place. Of two that meet the kind that stands first in :class:`Kind` stays, of two of one kind the longer."""
    by_start: list[Candidate] = []
    taken: set[int] = set()
    for each in sorted(candidates, key=lambda each: (_ORDER[each.kind], each.start - each.end, each.start)):
        places = range(each.start, each.end)
        if taken.isdisjoint(places):
            taken.update(places)
            by_start.append(each)
    return sorted(by_start)
