"""The filters of the queue of concerns, as parameters of its address. What is not one of the options is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from portal.staff import filters
from portal.staff.lists import Select
from proposals.concerns import queue
from proposals.concerns.assignment import People, unassigned
from proposals.concerns.references import reference_in
from proposals.models import Concern
from proposals.querysets import ConcernQuerySet
from proposals.states import ConcernState
from reference.models import Area, Theme
from reference.tree import Tree, tree_of

NAMES: Final = ("view", "q", "state", "theme", "area", "promise", "assignee", "use", "kind", "channel")
ME, NOBODY = "me", "nobody"
VIEWS: dict[str, str | Promise] = {
    "waiting": gettext_lazy("What waits for the cell"),
    "read": gettext_lazy("To be read"),
    "broken": gettext_lazy("Promise broken"),
    "mine": gettext_lazy("Assigned to me"),
    "nobody": gettext_lazy("Without assignee"),
    "association": gettext_lazy("Waiting for the association"),
    "no_demand": gettext_lazy("Accepted, without a demand"),
    "closed": gettext_lazy("What is answered or closed"),
    "all": gettext_lazy("All"),
    "hidden": gettext_lazy("Hidden: hate and spam"),
}


@dataclass(frozen=True)
class Filters:
    """``values``: the chosen options by name. Two queries for the options."""

    values: dict[str, str]
    selects: list[Select]
    themes: Tree[Theme]
    areas: Tree[Area]
    people: People

    @classmethod
    def of(cls, given: Mapping[str, str], people: People) -> Filters:
        return Options(people).chosen(given)

    @property
    def view(self) -> str:
        return self.values["view"]

    @property
    def order(self) -> tuple[str, ...]:
        return queue.order_of(self.view, self.values.get("promise", ""))

    def rows(self, user: Any, associations: queue.Named) -> ConcernQuerySet:
        """A reference finds its concern whatever else is chosen."""
        if reference := reference_in(self.values["q"]):
            return Concern.objects.visible_to(user).filter(reference=reference)
        rows = queue.in_view(self.view, user, self.people.gone)
        same = {name: self.values[name] for name in ("state", "use", "kind", "channel") if name in self.values}
        rows = self._of_tree(rows.filter(**same))
        if promise := self.values.get("promise"):
            rows = rows.filter(queue.promised(promise))
        return queue.with_words(self._of_assignee(rows, user), self.values["q"], associations)

    def _of_tree(self, rows: ConcernQuerySet) -> ConcernQuerySet:
        if theme := self.values.get("theme"):
            rows = rows.filter(pk__in=filters.tied(Concern.themes.through, "theme", "concern", self.themes, theme))
        if area := self.values.get("area"):
            rows = rows.filter(pk__in=filters.tied(Concern.areas.through, "area", "concern", self.areas, area))
        return rows

    def _of_assignee(self, rows: ConcernQuerySet, user: Any) -> ConcernQuerySet:
        assignee = self.values.get("assignee", "")
        if assignee == NOBODY:
            return rows.filter(unassigned(self.people.gone))
        return rows.filter(assignee=user.pk if assignee == ME else int(assignee)) if assignee else rows

    @property
    def kept(self) -> dict[str, str]:
        """What an address, a saved view or a form carries."""
        return {name: value for name, value in self.values.items() if value}


class Options:
    """What can be chosen now; read once for a page, also for the views that somebody keeps."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.themes, self.areas = (tree_of(model.objects.all()) for model in (Theme, Area))
        self.options: dict[str, list[tuple[str, Any]]] = {
            "state": list(ConcernState.choices),
            "theme": filters.branches(self.themes),
            "area": filters.branches(self.areas),
            "promise": [
                ("broken", _("Promise broken")),
                ("today", _("Due today")),
                ("week", _("Due this week")),
                (queue.NONE, _("Nothing is owed")),
            ],
            "assignee": [
                (ME, _("Assigned to me")),
                (NOBODY, _("Nobody yet")),
                *((str(person.pk), str(person)) for person in (*people.here, *people.gone)),
            ],
            "use": list(Concern.Use.choices),
            "kind": list(Concern.Kind.choices),
            "channel": list(Concern.Channel.choices),
        }

    def chosen(self, given: Mapping[str, str]) -> Filters:
        asked = filters.asked(given, NAMES)
        values = {"view": asked["view"] if asked["view"] in VIEWS else "waiting", "q": asked["q"]}
        values |= filters.among(asked, self.options)
        return Filters(values, filters.selects(self.options, _words(), values), self.themes, self.areas, self.people)


def _words() -> dict[str, tuple[str, str]]:
    return {
        "state": (_("State"), _("All states")),
        "theme": (_("Theme"), _("All themes")),
        "area": (_("Area"), _("All areas")),
        "promise": (_("Promise"), _("All")),
        "assignee": (_("Assigned to"), _("Everybody")),
        "use": (_("Who may read it"), _("All")),
        "kind": (_("Kind"), _("All")),
        "channel": (_("How it was received"), _("All")),
    }
