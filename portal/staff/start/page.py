"""The start page in order of harm: what may be an emergency, the meetings of today, promises that break, everything else; and how much that is."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from core import contacts
from portal.staff.lists import Count
from portal.staff.start import concerns
from portal.staff.start.demands import LATE, WEEK, Part, mine
from portal.staff.start.todo import FirstRows, in_inbox, tonight, waiting_for


def context(user: User) -> dict[str, Any]:
    first, meetings = FirstRows(), tonight(user)
    waiting, demands, inbox = waiting_for(user, first, today=meetings), mine(user), in_inbox(user)
    urgent = [each for each in waiting if each.urgent_since]
    promises = [each for each in waiting if each.remaining and not each.urgent_since]
    return {
        "urgent": urgent,
        "tonight": meetings,
        "promises": sorted(promises, key=lambda each: each.remaining.left),
        "promised_demands": [part for part in demands if part.name in (LATE, WEEK)],
        "rest": [each for each in waiting if not each.remaining and not each.urgent_since],
        "demands": [part for part in demands if part.name not in (LATE, WEEK)],
        "in_inbox": inbox,
        "desk": concerns.of(user),
        "missing_contacts": contacts.missing() if user.has_perm("accounts.manage_people") else [],
        "total": _total(len(meetings) + len(waiting) - len(urgent) - len(promises) + first.left_out + inbox, demands),
        "today": timezone.localdate(),
        "may_enter": user.has_perm("proposals.enter_concerns"),
        "may_record": user.has_perm("consultations.record_meetings"),
    }


def _total(number: int, demands: list[Part]) -> Count:
    """``number`` has all concerns of the inbox, not only those whose deadline is near."""
    return Count(
        number + sum(part.count.number for part in demands), is_more=any(part.count.is_more for part in demands)
    )
