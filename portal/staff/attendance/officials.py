"""Officials of earlier meetings, offered where somebody present is noted: at the door and in the typed record."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from accounts.models import User
from consultations.models import Attendance, Meeting
from core.text.arabic import normalise

MOST_KNOWN = 10
# Rows of earlier meetings that are read to find them.
LOOKED_AT = 100
TAKEN_OVER = ("function", "side", "unit", "institution")


def known(user: User, meeting: Meeting) -> list[Attendance]:
    """The latest first, without duplicates and without those who are present already.

    *Acting* and the role are not copied, because they are of that day.
    """
    rows = (
        Attendance.objects.exclude(side=Attendance.Side.CIVIL_SOCIETY)
        .filter(Q(meeting__in=Meeting.objects.visible_to(user)), is_walk_in=False, registration=None, is_group=False)
        .select_related("unit", "institution")
        .order_by("-meeting__held_on", "-meeting_id", "position")
    )
    here = {_same(each) for each in rows.filter(meeting=meeting)}
    found = {
        _same(each): each for each in reversed(rows.exclude(meeting=meeting)[:LOOKED_AT]) if _same(each) not in here
    }
    return list(reversed(found.values()))[:MOST_KNOWN]


def chosen(officials: Collection[Attendance], pk: str) -> Attendance | None:
    return next((each for each in officials if str(each.pk) == pk), None)


def taken_over(like: Attendance | None) -> dict[str, Any]:
    """Initial values for a form."""
    return {name: getattr(like, name) for name in TAKEN_OVER} if like else {}


def _same(row: Attendance) -> tuple[Any, ...]:
    return (normalise(row.function.ar or str(row.function)), row.unit_id, row.institution_id)
