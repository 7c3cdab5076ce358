"""Who may act on one demand. Everybody in the cell reads all of them.

Asked, and refused with a sentence, by :mod:`proposals.demands.follow_up` and :mod:`proposals.demands.merging`.
"""

from __future__ import annotations

from typing import Any

from accounts.models import HeldFunction
from core.clock import today
from proposals.models import Demand
from reference.models import PoliceUnit
from reference.tree import tree_of

Function = HeldFunction.Function
WHOLE_CELL = frozenset({Function.HEAD, Function.EDITOR, Function.MODERATOR})


def may_follow_up(user: Any, demand: Demand) -> bool:
    """The head, editors and moderators for every demand; a liaison officer for those of his or her unit and of the units below it."""
    if user.functions & WHOLE_CELL:
        return True
    return demand.owner_unit_id is not None and demand.owner_unit_id in own_units(user)


def own_units(user: Any) -> frozenset[int]:
    """Ids of the units that ``user`` is liaison officer of today, with all units below them. Two queries."""
    if Function.LIAISON not in user.functions:
        return frozenset()
    held = HeldFunction.objects.on(today()).filter(user=user, function=Function.LIAISON, unit__isnull=False)
    units = tree_of(PoliceUnit.objects.all())
    return frozenset(below for own in held.values_list("unit", flat=True) for below in units.with_parts(own))
