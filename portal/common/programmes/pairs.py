"""Two programmes side by side: what they share, said one by one, and the weeks in which both go on."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Convergence, Programme
from cooperation.models.convergence import Reason
from core.text.texts import Texts, in_each_language
from publications.labels import AUDIENCES
from publications.models import Document
from publications.schemas import DemandDocument

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
    """``reasons``: labels."""

    convergence: Convergence
    reasons: list[str | Promise]
    sides: tuple[Side, Side]
    rows: list[Row]
    days: int
    shared_x: int
    shared_width: int


def pair_of(convergence: Convergence, *, by: User) -> Pair:
    """As ``by`` may read it: only the cell reads of demands that are not public."""
    demands = [_demands(each, by) for each in (convergence.first, convergence.second)]
    reasons = [Reason(each) for each in convergence.reasons]
    if not by.is_cell_staff and not demands[0].keys() & demands[1].keys():
        reasons = [each for each in reasons if each != Reason.DEMAND]
    first, second = convergence.first, convergence.second
    start, end = min(first.begins_on, second.begins_on), max(first.ends_on, second.ends_on)
    sides = tuple(
        Side(each, name_of(each), has_agreed, (each.begins_on - start).days, _days(each.begins_on, each.ends_on))
        for each, has_agreed in ((first, convergence.first_agreed), (second, convergence.second_agreed))
    )
    shared = (convergence.shared_from - start).days, _days(convergence.shared_from, convergence.shared_until)
    labels = [each.label for each in reasons]
    rows = _rows(convergence, reasons, demands)
    return Pair(convergence, labels, (sides[0], sides[1]), rows, _days(start, end), *shared)


def name_of(programme: Programme) -> Any:
    """Of the organiser."""
    return programme.organiser.name if programme.organiser else settings.SITE["cell"]


def _rows(convergence: Convergence, reasons: list[Reason], demands: list[dict[str, Texts]]) -> list[Row]:
    sides = zip((convergence.first, convergence.second), demands, strict=True)
    first, second = (_facts(side, titles) for side, titles in sides)
    return [
        Row(label, Reason(name).label if name in reasons else "", first[str(name)], second[str(name)])
        for name, label in ROWS
    ]


def _facts(side: Programme, demands: dict[str, Texts]) -> dict[str, list[Any]]:
    return {
        "theme": [row.name for row in side.themes.all()],
        "area": [row.name for row in side.areas.all()],
        "audience": [in_each_language(lambda _language, each=each: str(AUDIENCES[each])) for each in side.audiences],
        "institution": [row.name for row in side.institutions.all()],
        "brings": [side.brings] if side.brings else [],
        "demand": list(demands.values()),
    }


def _demands(side: Programme, by: User) -> dict[str, Texts]:
    """Titles by number; of what is published as the public reads them."""
    titles = {str(demand.number): demand.title for demand in side.demands.all()}
    if by.is_cell_staff:
        return titles
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=titles, is_listed=True).select_related("live")
    return {row.key: row.live.body.title for row in rows if row.live}


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1
