"""Which programmes could meet: those of another organiser with the same theme, area and audience in the same weeks, with the reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from cooperation.models import Programme
from cooperation.models.convergence import Reason
from cooperation.models.programmes import Progress
from core.clock import today
from publications.drafts.states import DraftState
from publications.facets import months_between
from reference.models import Area, Theme
from reference.tree import tree_of

MOST_FOUND: Final = 20
COULD_MEET: Final = (Progress.PLANNED, Progress.GOING_ON)


class Match(NamedTuple):
    """``since`` and ``until``: the days that both go on; ``reasons``: values of :class:`Reason`."""

    programme: Programme
    since: dt.date
    until: dt.date
    reasons: list[str]


def index(programme: Programme) -> None:
    """Bring :attr:`Programme.meets` up to date. To be called in the transaction that changed the programme."""
    themes = programme.themes.values_list("key", flat=True)
    programme.meets = list(_words(themes, programme))
    Programme.objects.filter(pk=programme.pk).update(meets=programme.meets)


def find(programme: Programme) -> list[Match]:
    """The soonest first, at most :data:`MOST_FOUND`."""
    if programme.state == DraftState.WITHDRAWN or programme.progress not in COULD_MEET:
        return []
    if programme.origins.exists() or programme.joint_programmes.exists():
        return []
    found = candidates(programme).prefetch_related("institutions", "demands").order_by("begins_on", "pk")
    return [_match(programme, other) for other in found[:MOST_FOUND]]


def candidates(programme: Programme) -> QuerySet[Programme]:
    """One query, by the index of :attr:`Programme.meets`."""
    themes = _related(Theme, programme.themes.values_list("pk", flat=True))
    areas = _related(Area, programme.areas.values_list("pk", flat=True))
    keys = [theme.key for theme in themes.values()]
    in_area = Programme.areas.through.objects.filter(programme=OuterRef("pk"), area__in=list(areas))
    of_joint = Programme.origins.through.objects
    rows = Programme.objects.filter(
        Exists(in_area),
        meets__overlap=list(_words(keys, programme)),
        begins_on__lte=programme.ends_on,
        ends_on__gte=max(programme.begins_on, today()),
        progress__in=COULD_MEET,
    ).exclude(state=DraftState.WITHDRAWN)
    rows = rows.exclude(Exists(of_joint.filter(from_programme=OuterRef("pk"))))
    rows = rows.exclude(Exists(of_joint.filter(to_programme=OuterRef("pk"))))
    return rows.exclude(association=programme.association_id, institution=programme.institution_id)


def _words(themes: Iterable[str], programme: Programme) -> Iterator[str]:
    months = list(months_between(programme.begins_on, programme.ends_on))
    return (f"{theme}/{audience}/{month}" for theme, audience, month in product(themes, programme.audiences, months))


def _related(model: Any, chosen: Iterable[int]) -> dict[int, Any]:
    """By primary key: entries that are chosen, stand above one of these or below one. One query."""
    tree = tree_of(model.objects.only("pk", "key", "parent_id"))
    found = {each for key in chosen for each in (*tree.with_parts(key), *tree.above(key))}
    return {key: tree.by_key[key] for key in found if key in tree.by_key}


def _match(programme: Programme, other: Programme) -> Match:
    reasons = [Reason.THEME, Reason.AREA, Reason.AUDIENCE, Reason.TIME]
    if _shares(programme.institutions, other.institutions):
        reasons.append(Reason.INSTITUTION)
    if _shares(programme.demands, other.demands):
        reasons.append(Reason.DEMAND)
    since, until = max(programme.begins_on, other.begins_on), min(programme.ends_on, other.ends_on)
    return Match(other, since, until, [str(reason) for reason in reasons])


def _shares(some: Any, others: Any) -> bool:
    return not {row.pk for row in some.all()}.isdisjoint({row.pk for row in others.all()})
