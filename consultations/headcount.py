"""Who is in the room, derived from the rows of presence. What nobody noted is told beside the number, never counted as none."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from consultations.models import Attendance, Meeting


class Headcount(NamedTuple):
    """``people`` and ``women`` are at least so many: ``uncounted`` groups and ``unsaid`` rows stand beside them.

    ``associations``: those that are known, and others by the name that was written down.
    """

    people: int
    uncounted: int
    women: int
    unsaid: int
    associations: int


def of(meeting: Meeting) -> Headcount:
    """One query."""
    alone = Q(is_group=False)
    # Elsewhere a name is that of a person.
    came_for_one = Q(side=Attendance.Side.CIVIL_SOCIETY) & (Q(is_walk_in=True) | Q(registration__isnull=False))
    heads = Case(When(alone, then=Value(1)), default=Coalesce(F("people"), 0), output_field=IntegerField())
    women = Case(
        When(alone, is_woman=True, then=Value(1)), default=Coalesce(F("women"), 0), output_field=IntegerField()
    )
    unsaid = (alone & Q(is_woman=None)) | Q(is_group=True, women=None)
    found = meeting.attendances.aggregate(
        heads=Coalesce(Sum(heads), 0),
        uncounted=Count("pk", filter=Q(is_group=True, people=None)),
        women_noted=Coalesce(Sum(women), 0),
        unsaid=Count("pk", filter=unsaid),
        known=Count("association", distinct=True),
        others=Count("name", distinct=True, filter=came_for_one & Q(association=None) & ~Q(name="")),
    )
    return Headcount(
        found["heads"],
        found["uncounted"],
        found["women_noted"],
        found["unsaid"],
        found["known"] + found["others"],
    )
