"""The demands of the start page: in the charge of a user, and waiting for the user's approval."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.clock import today
from portal.staff.lists import Count, capped
from proposals.demands import desk
from proposals.models import Demand

SHOWN = 5
# Promises that broke, or break within a week.
LATE, WEEK = "late", "week"


class Part(NamedTuple):
    """``query``: the parameters of the list of demands that shows all of them."""

    name: str
    query: str
    label: str | Promise
    count: Count
    demands: list[Demand]


def mine(user: User) -> list[Part]:
    """What broke, what breaks within a week, and what waits for the user's approval; parts without a demand are left out.

    At most eight queries, however many demands there are.
    """
    day, of_user = today(), desk.in_charge_of(user)
    late, week = of_user.filter(promise_on__lt=day), of_user.filter(promise_on__range=(day, desk.week_from(day)))
    parts = [
        (LATE, "view=overdue&owner=me", _("In your charge: promise broken"), late),
        (WEEK, "view=week&owner=me", _("In your charge: due this week"), week),
    ]
    if user.has_perm("proposals.approve_follow_ups"):
        parts.append(("none", "view=approval", _("Waiting for your approval"), desk.to_be_approved_by(user)))
    found = [(*part, rows.order_by("promise_on", "number")) for *part, rows in parts]
    made = [Part(name, query, label, capped(rows), list(rows[:SHOWN])) for name, query, label, rows in found]
    return [part for part in made if part.demands]
