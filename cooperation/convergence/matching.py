"""Which programmes could meet: those of another organiser with the same theme, area and audience in the same weeks, with the reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from cooperation.models import Programme
from cooperation.models.convergence import Reason
from cooperation.models.programmes import Progress
from core.clock import today
from publications.drafts.states import DraftState
from publications.facets import months_between
from reference.models import Area, Theme
from reference.tree import Tree

MOST_FOUND: Final = 20
MOST_ALIKE: Final = 500
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
    of_joint = Programme.origins.through.objects.filter(Q(from_programme=programme) | Q(to_programme=programme))
    if of_joint.exists():
        return []
    rows = candidates(programme).only("begins_on", "ends_on")
    found = list(rows.order_by("begins_on", "pk")[:MOST_FOUND])
    if not found:
        return []
    at, answering = (_sharing(name, programme, found) for name in ("institution", "demand"))
    return [_match(programme, other, other.pk in at, other.pk in answering) for other in found]


def candidates(programme: Programme) -> QuerySet[Programme]:
    """Those that share theme, audience and month come from the index of :attr:`Programme.meets` first, in no order: an ordered query would
    read the list of all programmes until it has found enough."""
    themes = _related(Theme, programme.themes.values_list("pk", flat=True))
    areas = _related(Area, programme.areas.values_list("pk", flat=True))
    in_area = Programme.areas.through.objects.filter(programme=OuterRef("pk"), area__in=list(areas))
    alike = Programme.objects.filter(
        Exists(in_area),
        meets__overlap=list(_words(themes.values(), programme)),
        begins_on__lte=programme.ends_on,
        ends_on__gte=max(programme.begins_on, today()),
        progress__in=COULD_MEET,
    )
    few = list(alike.order_by().values_list("pk", flat=True)[:MOST_ALIKE])
    joint = Programme.origins.through.objects
    rows = Programme.objects.filter(pk__in=few).exclude(state=DraftState.WITHDRAWN)
    rows = rows.exclude(Exists(joint.filter(from_programme=OuterRef("pk"))))
    rows = rows.exclude(Exists(joint.filter(to_programme=OuterRef("pk"))))
    return rows.exclude(association=programme.association_id, institution=programme.institution_id)


def _words(themes: Iterable[str], programme: Programme) -> Iterator[str]:
    months = list(months_between(programme.begins_on, programme.ends_on))
    return (f"{theme}/{audience}/{month}" for theme, audience, month in product(themes, programme.audiences, months))


def _related(model: Any, chosen: Iterable[int]) -> dict[int, str]:
    """Keys by primary key: of entries that are chosen, stand above one of these or below one."""
    rows = model.objects.order_by().values_list("pk", "parent_id", "key")
    tree = Tree.of(rows, key=lambda row: row[0], parent=lambda row: row[1])
    found = {each for key in chosen for each in (*tree.with_parts(key), *tree.above(key))}
    return {key: tree.by_key[key][2] for key in found if key in tree.by_key}


def _sharing(name: str, programme: Programme, found: Iterable[Programme]) -> set[int]:
    """Which of ``found`` have an institution, or a demand, of ``programme``. One query."""
    tied = getattr(Programme, f"{name}s").through.objects
    own = tied.filter(programme=programme).values(f"{name}_id")
    rows = tied.filter(programme__in=[row.pk for row in found], **{f"{name}_id__in": own})
    return set(rows.values_list("programme_id", flat=True))


def _match(programme: Programme, other: Programme, is_at_one: bool, answers_one: bool) -> Match:
    """``is_at_one``, ``answers_one``: they share an institution, a demand."""
    reasons = [Reason.THEME, Reason.AREA, Reason.AUDIENCE, Reason.TIME]
    reasons += [Reason.INSTITUTION] if is_at_one else []
    reasons += [Reason.DEMAND] if answers_one else []
    since, until = max(programme.begins_on, other.begins_on), min(programme.ends_on, other.ends_on)
    return Match(other, since, until, [str(reason) for reason in reasons])
