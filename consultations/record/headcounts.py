"""Headcounts of a meeting: declared numbers, and numbers derived from the attendance list."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from consultations.models import Attendance, Meeting


class Count(NamedTuple):
    """``is_declared``: somebody counted. Otherwise the number is derived from a complete attendance list."""

    value: int
    is_declared: bool


class Noted(NamedTuple):
    """Minimal numbers from the attendance list, and how many of its rows are incomplete.

    ``uncounted``: groups without number; ``unsaid``: rows without number of women; ``unnamed``: guests without association.
    ``has_guests``: a list without civil society lists only officials, not everybody present.
    """

    people: int
    uncounted: int
    women: int
    unsaid: int
    associations: int
    unnamed: int
    has_guests: bool

    @property
    def knows_people(self) -> bool:
        return self.has_guests and not self.uncounted

    @property
    def knows_women(self) -> bool:
        return self.has_guests and not self.unsaid

    @property
    def knows_associations(self) -> bool:
        return self.has_guests and not self.unnamed


def noted(attendances: Collection[Attendance]) -> Noted:
    """Of those who came: who was excused or stayed away is counted nowhere."""
    attendances = [each for each in attendances if each.is_present]
    guests = [each for each in attendances if each.side == Attendance.Side.CIVIL_SOCIETY or each.association_id]
    known = {each.came_for for each in guests}
    return Noted(
        people=sum((each.people or 0) if each.is_group else 1 for each in attendances),
        uncounted=sum(each.is_group and each.people is None for each in attendances),
        women=sum((each.women or 0) if each.is_group else bool(each.is_woman) for each in attendances),
        unsaid=sum((each.women if each.is_group else each.is_woman) is None for each in attendances),
        associations=len(known - {None}),
        unnamed=sum(each.came_for is None for each in guests),
        has_guests=bool(guests),
    )


class Headcounts(NamedTuple):
    people: Count | None
    women: Count | None
    associations: Count | None


def headcounts(meeting: Meeting, attendances: Collection[Attendance]) -> Headcounts:
    """The numbers to publish: the declared one if there is one, otherwise the derived one, ``None`` if unknown.

    If the declared number differs from a complete list, the number of women is not derived from the list; if it is larger, neither
    is the number of associations.
    """
    found = noted(attendances)
    beside = meeting.declared_people - found.people if meeting.declared_people is not None and found.knows_people else 0
    return Headcounts(
        _count(meeting.declared_people, found.people, found.knows_people),
        _count(meeting.declared_women, found.women, found.knows_women and not beside),
        _count(meeting.declared_associations, found.associations, found.knows_associations and beside <= 0),
    )


def _count(declared: int | None, derived: int, is_known: bool) -> Count | None:
    if declared is not None:
        return Count(declared, True)
    return Count(derived, False) if is_known else None
