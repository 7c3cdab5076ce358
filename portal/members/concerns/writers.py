"""Who took each step of a concern: the function in the cell or in the association, never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import HeldFunction
from partners.models import Membership
from proposals.models import ConcernStep

Function = HeldFunction.Function
# Of somebody who held several functions on the day, the first of these.
SHOWN: Final = (Function.HEAD, Function.MODERATOR, Function.RECORDER)
Held = list[tuple[int, str, dt.date, dt.date | None]]


def writers(steps: Sequence[ConcernStep]) -> list[str]:
    """One for each of ``steps``, which belong to one concern. Two queries."""
    cell, ours = _functions({step.by_id for step in steps}), _roles(steps)
    return [_of_cell(_on(cell, step)) if step.is_from_cell else _of_association(_on(ours, step)) for step in steps]


def _functions(users: Collection[int]) -> Held:
    rows = HeldFunction.objects.filter(user__in=users, function__in=SHOWN)
    found = list(rows.values_list("user", "function", "since", "until"))
    return sorted(found, key=lambda row: SHOWN.index(Function(row[1])))


def _roles(steps: Sequence[ConcernStep]) -> Held:
    rows = Membership.objects.filter(
        user__in={step.by_id for step in steps}, association__concerns__in={step.concern_id for step in steps}
    )
    return list(rows.order_by("-since", "-pk").values_list("user", "role", "since", "until"))


def _on(held: Held, step: ConcernStep) -> str:
    day = timezone.localdate(step.at)
    return next(
        (what for user, what, since, until in held if user == step.by_id and since <= day <= (until or day)), ""
    )


def _of_cell(function: str) -> str:
    return _("The cell: %(function)s") % {"function": Function(function).label} if function else _("The cell")


def _of_association(role: str) -> str:
    return _("Your association: %(role)s") % {"role": Membership.Role(role).label} if role else _("Your association")
