"""The filters of the list of demands, as parameters of its address. What is not one of the options is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.staff import filters
from portal.staff.lists import Select
from proposals.demands import desk
from proposals.models import Demand
from proposals.states import DemandState
from reference.models import Area, Institution, PoliceUnit, Theme
from reference.tree import Tree, tree_of

NAMES: Final = ("view", "q", "state", "theme", "area", "owner")
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True)
class Filters:
    """``values``: the chosen options by name. Four queries for the options."""

    values: dict[str, str]
    selects: list[Select]
    themes: Tree[Theme]
    areas: Tree[Area]

    @classmethod
    def of(cls, given: Mapping[str, str], *, views: Mapping[str, Any]) -> Filters:
        asked = filters.asked(given, NAMES)
        themes, areas = (tree_of(model.objects.all()) for model in (Theme, Area))
        units = [(f"unit-{row.key}", str(row)) for row in PoliceUnit.objects.all()]
        bodies = [(f"body-{row.key}", str(row)) for row in Institution.objects.all()]
        options = {
            "state": list(DemandState.choices),
            "theme": filters.branches(themes),
            "area": filters.branches(areas),
            "owner": [(ME, _("In my charge")), (NOBODY, _("Nobody yet")), *units, *bodies],
        }
        values = filters.among(asked, options)
        values |= {"view": asked["view"] if asked["view"] in views else "open", "q": asked["q"]}
        return cls(values, _selects(options, values), themes, areas)

    def apply(self, rows: Any, user: Any) -> Any:
        """Words are looked up last, among the demands that the other filters leave: :meth:`DemandQuerySet.matching` asks at once."""
        if state := self.values.get("state"):
            rows = rows.filter(state=state)
        if theme := self.values.get("theme"):
            rows = rows.filter(pk__in=filters.tied(Demand.themes.through, "theme", "demand", self.themes, theme))
        if area := self.values.get("area"):
            rows = rows.filter(pk__in=filters.tied(Demand.areas.through, "area", "demand", self.areas, area))
        rows = self._of_owner(rows, user)
        return rows.matching(q) if (q := self.values["q"]) else rows

    def _of_owner(self, rows: Any, user: Any) -> Any:
        owner = self.values.get("owner", "")
        if owner == ME:
            return rows.filter(desk.is_in_charge(user))
        if owner == NOBODY:
            return rows.filter(owner_unit=None, owner_institution=None)
        kind, _dash, key = owner.partition("-")
        if kind == "unit":
            return rows.filter(owner_unit=PoliceUnit.objects.get(key=key).pk)
        return rows.filter(owner_institution=Institution.objects.get(key=key).pk) if owner else rows

    @property
    def kept(self) -> dict[str, str]:
        """What an address, a saved view or a form carries."""
        return {name: value for name, value in self.values.items() if value}


def _selects(options: dict[str, list[tuple[str, str]]], values: dict[str, str]) -> list[Select]:
    words = {
        "state": (_("State"), _("All states")),
        "theme": (_("Theme"), _("All themes")),
        "area": (_("Area"), _("All areas")),
        "owner": (_("Who answers"), _("Everybody")),
    }
    return filters.selects(options, words, values)
