"""Who is told about the promises of a demand: whoever is in charge of it today."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from accounts.models import HeldFunction
from proposals.models import Demand
from reference.models import PoliceUnit

Function = HeldFunction.Function


class Recipients:
    """Ids of the users who hold a function in the cell on ``day``. Two queries, however many demands are asked about."""

    def __init__(self, day: dt.date) -> None:
        held = HeldFunction.objects.on(day).filter(user__is_active=True).order_by("user_id")
        by_function: dict[str, list[int]] = defaultdict(list)
        self._of_unit: dict[int, list[int]] = defaultdict(list)
        for function, user, unit in held.values_list("function", "user_id", "unit_id"):
            by_function[function].append(user)
            if function == Function.LIAISON and unit:
                self._of_unit[unit].append(user)
        self.heads = by_function[Function.HEAD]
        self._editors = by_function[Function.EDITOR]
        self._cell = {user for users in by_function.values() for user in users}
        self._above = dict(PoliceUnit.objects.order_by().values_list("pk", "parent_id"))

    def in_charge(self, demand: Demand) -> list[int]:
        """The person in charge; otherwise the liaison officers of the unit, or of the nearest unit above that has some; otherwise the
        editors; otherwise the head."""
        if demand.owner_person_id in self._cell:
            return [demand.owner_person_id]
        return self._liaison_officers(demand.owner_unit_id) or self._editors or self.heads

    def hold(self, user: int) -> bool:
        return user in self._cell

    def _liaison_officers(self, unit: int | None) -> list[int]:
        while unit is not None and unit not in self._of_unit:
            unit = self._above.get(unit)
        return self._of_unit[unit] if unit is not None else []
