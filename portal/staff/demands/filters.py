"""The filters of the list of demands, as parameters of its address. What is not one of the options is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from core.text import typed
from portal.staff.lists import Select
from proposals.demands import desk
from proposals.models import Demand
from proposals.states import DemandState
from reference.models import Area, Institution, PoliceUnit, Theme
from reference.tree import INDENT, Tree, tree_of

NAMES: Final = ("view", "q", "state", "theme", "area", "owner")
LONGEST: Final = 200
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
        asked = {name: typed.searched(str(given.get(name, ""))[:LONGEST]) for name in NAMES}
        themes, areas = (tree_of(model.objects.all()) for model in (Theme, Area))
        units = [(f"unit-{row.key}", str(row)) for row in PoliceUnit.objects.all()]
        bodies = [(f"body-{row.key}", str(row)) for row in Institution.objects.all()]
        options = {
            "state": list(DemandState.choices),
            "theme": _branches(themes),
            "area": _branches(areas),
            "owner": [(ME, _("In my charge")), (NOBODY, _("Nobody yet")), *units, *bodies],
        }
        values = {
            name: asked[name] for name, found in options.items() if asked[name] in {value for value, _words in found}
        }
        values |= {"view": asked["view"] if asked["view"] in views else "open", "q": asked["q"]}
        return cls(values, _selects(options, values), themes, areas)

    def apply(self, rows: Any, user: Any) -> Any:
        """Words are looked up last, among the demands that the other filters leave: :meth:`DemandQuerySet.matching` asks at once."""
        if state := self.values.get("state"):
            rows = rows.filter(state=state)
        if theme := self.values.get("theme"):
            rows = rows.filter(pk__in=_tied(Demand.themes.through, "theme", self.themes, theme))
        if area := self.values.get("area"):
            rows = rows.filter(pk__in=_tied(Demand.areas.through, "area", self.areas, area))
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
    return [Select(name, *words[name], found, values.get(name, "")) for name, found in options.items()]


def _branches(tree: Tree[Any]) -> list[tuple[str, str]]:
    return [(row.key, f"{INDENT * depth}{row}") for row, depth in tree.walk()]


def _tied(through: Any, column: str, tree: Tree[Any], key: str) -> Any:
    """Demands with the entry ``key`` or one below it."""
    pk = next(pk for pk, row in tree.by_key.items() if row.key == key)
    return through.objects.filter(**{f"{column}__in": tree.with_parts(pk)}).values("demand")
