"""Two programmes side by side: what they share, said one by one, and the weeks in which both go on."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.models import Convergence, Programme
from cooperation.models.convergence import Reason
from core.text.texts import in_each_language
from publications.labels import AUDIENCES

ROWS: Final = (
    (Reason.THEME, _("Theme")),
    (Reason.AREA, _("Area")),
    (Reason.AUDIENCE, _("For whom")),
    (Reason.INSTITUTION, _("Institutions")),
    ("brings", _("What each side brings")),
    (Reason.DEMAND, _("Demands")),
)


class Row(NamedTuple):
    """``reason``: what the sides share, empty where they differ; ``first``, ``second``: names."""

    label: str | Promise
    reason: str | Promise
    first: list[Any]
    second: list[Any]


class Side(NamedTuple):
    """``name``: of the organiser; ``x`` and ``width``: of its bar, in days from the first day of both."""

    programme: Programme
    name: Any
    has_agreed: bool
    x: int
    width: int


class Pair(NamedTuple):
    convergence: Convergence
    sides: tuple[Side, Side]
    rows: list[Row]
    days: int
    shared_x: int
    shared_width: int

    @property
    def reasons(self) -> list[str | Promise]:
        return [Reason(each).label for each in self.convergence.reasons]


def pair_of(convergence: Convergence) -> Pair:
    first, second = convergence.first, convergence.second
    start, end = min(first.begins_on, second.begins_on), max(first.ends_on, second.ends_on)
    sides = tuple(
        Side(each, name_of(each), has_agreed, (each.begins_on - start).days, _days(each.begins_on, each.ends_on))
        for each, has_agreed in ((first, convergence.first_agreed), (second, convergence.second_agreed))
    )
    shared = (convergence.shared_from - start).days, _days(convergence.shared_from, convergence.shared_until)
    return Pair(convergence, (sides[0], sides[1]), _rows(convergence), _days(start, end), *shared)


def name_of(programme: Programme) -> Any:
    """Of the organiser."""
    return programme.organiser.name if programme.organiser else settings.SITE["cell"]


def _rows(convergence: Convergence) -> list[Row]:
    sides = (convergence.first, convergence.second)
    return [
        Row(
            label,
            Reason(name).label if name in convergence.reasons else "",
            *(_said(side, str(name)) for side in sides),
        )
        for name, label in ROWS
    ]


def _said(side: Programme, name: str) -> list[Any]:
    if name == "audience":
        return [in_each_language(lambda _language, each=each: str(AUDIENCES[each])) for each in side.audiences]
    if name == "brings":
        return [side.brings] if side.brings else []
    if name == "demand":
        return [demand.title for demand in side.demands.all()]
    rows = {"theme": side.themes, "area": side.areas, "institution": side.institutions}[name]
    return [row.name for row in rows.all()]


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1
