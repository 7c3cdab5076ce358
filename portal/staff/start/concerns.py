"""The concerns of the start page: what is assigned to whom, and the promises of reading that were kept this month."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from core.clock import today
from portal.staff.lists import Count, capped_each
from proposals.concerns import assignment, queue
from proposals.concerns.kept_promises import Kept, read_in_time


class Desk(NamedTuple):
    """``read``: since the first day of the month. ``loads``: those who review concerns, each with what waits for this person."""

    mine: Count
    nobody: Count
    read: Kept
    loads: list[tuple[User, Count]]


def of(user: User) -> Desk | None:
    """``None`` for a user who does not review concerns. Three queries."""
    if not user.has_perm("proposals.review_concerns"):
        return None
    people = assignment.people()
    lists = [queue.in_view(view, user, people.gone) for view in ("mine", "nobody")]
    mine, nobody, *loads = capped_each([*lists, *(assignment.waiting_of(person) for person in people.here)])
    month = timezone.make_aware(dt.datetime.combine(today().replace(day=1), dt.time()))
    return Desk(mine, nobody, read_in_time(month), list(zip(people.here, loads, strict=True)))
