"""How many were present: what somebody counted at the door, and what the list of those present yields by itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from consultations.models import Attendance, Meeting


class Count(NamedTuple):
    """``is_declared``: somebody counted. Otherwise it is the length of a list in which nothing is left open."""

    value: int
    is_declared: bool


class Noted(NamedTuple):
    """What the list of presence holds at least, and whether it leaves nothing open."""

    people: int
    women: int
    associations: int
    knows_people: bool
    knows_women: bool
    knows_associations: bool


def noted(attendances: Collection[Attendance]) -> Noted:
    guests = [each for each in attendances if each.side == Attendance.Side.CIVIL_SOCIETY]
    return Noted(
        people=sum((each.people or 0) if each.is_group else 1 for each in attendances),
        women=sum((each.women or 0) if each.is_group else bool(each.is_woman) for each in attendances),
        associations=len({each.association_id for each in guests if each.association_id}),
        # A list without anybody of civil society is the list of the officials, not of those present.
        knows_people=bool(guests) and all(each.people is not None for each in attendances if each.is_group),
        knows_women=bool(guests)
        and all((each.women if each.is_group else each.is_woman) is not None for each in attendances),
        knows_associations=bool(guests) and all(each.association_id for each in guests),
    )


class Headcounts(NamedTuple):
    people: Count | None
    women: Count | None
    associations: Count | None


def headcounts(meeting: Meeting, attendances: Collection[Attendance]) -> Headcounts:
    """What may be told: a declared number before a derived one, and nothing that is not known."""
    found = noted(attendances)
    return Headcounts(
        _count(meeting.declared_people, found.people, found.knows_people),
        _count(meeting.declared_women, found.women, found.knows_women),
        _count(meeting.declared_associations, found.associations, found.knows_associations),
    )


def _count(declared: int | None, derived: int, is_known: bool) -> Count | None:
    if declared is not None:
        return Count(declared, True)
    return Count(derived, False) if is_known else None
