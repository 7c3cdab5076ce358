"""What a page says about an agreement on one day: what is done, late, or to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _, ngettext

from core.text import formats
from core.text.texts import Texts
from publications.schemas import PartnershipDocument
from publications.schemas.partnership import Deliverable, Party

LABELS: Final[dict[str, str | Promise]] = {
    "done": _("done"),
    "done_late": _("done late"),
    "late": _("late"),
    "begun": _("begun"),
    "to_come": _("to come"),
    "dropped": _("given up"),
}
# Names of the shapes of the star that every state of a demand has, too.
SHAPES: Final = {
    "done": "done",
    "done_late": "done",
    "late": "overdue",
    "begun": "in_progress",
    "to_come": "planned",
    "dropped": "closed",
}
WIDTH: Final = 1000
"""Of the drawing, in its own units."""


@dataclass(frozen=True)
class Promised:
    """One deliverable on ``today``. ``number``: from 1."""

    number: int
    deliverable: Deliverable
    party: Party
    today: dt.date
    x: int

    @cached_property
    def state(self) -> str:
        each = self.deliverable
        if each.done_on:
            return "done_late" if each.done_on > each.due_on else "done"
        if each.dropped_on:
            return "dropped"
        if each.due_on < self.today:
            return "late"
        return "begun" if each.done else "to_come"

    @property
    def label(self) -> str | Promise:
        return LABELS[self.state]

    @property
    def shape(self) -> str:
        return SHAPES[self.state]

    @property
    def is_late(self) -> bool:
        return self.state == "late"

    @property
    def days_late(self) -> int:
        """0 for what was in time."""
        end = self.deliverable.done_on or (self.today if self.is_late else self.deliverable.due_on)
        return max(0, (end - self.deliverable.due_on).days)

    @property
    def lateness(self) -> str:
        """In the active language; empty for what is in time."""
        days = self.days_late
        if not days:
            return ""
        words = ngettext("%(count)s day late", "%(count)s days late", days)
        return words % {"count": formats.number(days, get_language() or "ar")}

    @property
    def counted(self) -> str:
        """``3 of 10``; empty where one thing is promised."""
        if self.deliverable.amount == 1:
            return ""
        numbers = {
            "done": formats.number(self.deliverable.done, get_language() or "ar"),
            "all": formats.number(self.deliverable.amount, get_language() or "ar"),
        }
        return str(_("%(done)s of %(all)s")) % numbers


@dataclass(frozen=True)
class Agreement:
    """``rows``: in the order of their days, what is late first. ``course``: all by day, for the drawing; ``today_x``: its place there."""

    rows: list[Promised]
    course: list[Promised]
    today_x: int | None
    state: str

    @cached_property
    def done(self) -> int:
        return sum(row.state in {"done", "done_late"} for row in self.rows)

    @cached_property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)

    @property
    def owed(self) -> int:
        """Promised in all, without what was given up."""
        return sum(row.state != "dropped" for row in self.rows)


def shown(document: PartnershipDocument, today: dt.date) -> Agreement:
    ordered = sorted(document.deliverables, key=lambda each: each.due_on)
    course = [
        Promised(number, each, document.parties[each.party], today, _x(document, each.due_on))
        for number, each in enumerate(ordered, start=1)
    ]
    rows = sorted(course, key=lambda row: not row.is_late)
    is_on = document.starts_on <= today <= document.ends_on
    return Agreement(rows, course, _x(document, today) if is_on else None, standing(document, today))


def standing(document: PartnershipDocument, today: dt.date) -> str:
    """``to_come``, ``in_force`` or ``ended``."""
    if today < document.starts_on:
        return "to_come"
    return "in_force" if today <= document.ends_on else "ended"


STANDING: Final[dict[str, str | Promise]] = {
    "to_come": _("begins later"),
    "in_force": _("in force"),
    "ended": _("ended"),
}


def summary(document: PartnershipDocument) -> Texts:
    return document.objective


def _x(document: PartnershipDocument, day: dt.date) -> int:
    """A place between 0 and :data:`WIDTH`, from the first day to the last one."""
    days = max(1, (document.ends_on - document.starts_on).days)
    return min(WIDTH, max(0, WIDTH * (day - document.starts_on).days // days))
