"""Actions on points: the results of a meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Carriage, Intervention, Meeting, Point
from consultations.models.meeting_lock import write
from consultations.record import demand_mentions, new_demands, once, positions
from core import clock, date_limits
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts
from proposals.demands import ledger
from proposals.models import Demand
from reference.models import Area, Theme


def note_point(
    meeting: Meeting,
    *,
    by: User,
    kind: str,
    title: Texts,
    interventions: Iterable[Intervention],
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    demand: Demand | None = None,
    new_demand: bool = False,
    text: Texts = Texts(),
    **fields: Any,
) -> Point:
    """Add a point that the contributions carry; ``fields`` are further columns of :class:`~consultations.models.Point`, such as the
    responsible body of a commitment (``owner_unit`` or ``owner_institution``) and its date (``due_on``).

    A demand point belongs to an existing ``demand``, whose themes it takes by default, or registers a new one with its own wording,
    themes and areas. A demand may lack its theme until the report is drafted (:mod:`consultations.reports.missing_facts`).
    Raises :class:`~core.errors.DomainError` without a contribution.
    """
    is_demand = kind == Point.Kind.DEMAND
    themes, areas, interventions = list(themes), list(areas), list(interventions)
    if demand is not None and is_demand:
        themes = themes or list(demand.themes.all())
    _require(interventions)
    _check_days(fields)
    with transaction.atomic():
        fields |= {"kind": kind, "title": title, "text": text, "revision": write(meeting, by=by)}
        if known := once.noted(Point, fields.get("uid"), meeting):
            return known
        if is_demand and new_demand:
            demand = _registered(meeting, by=by, title=title, details=text, themes=themes, areas=areas)
        position = positions.last_position(meeting.points.all())
        point = Point.objects.create(meeting=meeting, position=position, demand=demand if is_demand else None, **fields)
        _tie(point, by=by, interventions=interventions, themes=themes, areas=areas)
    return point


def edit_point(
    point: Point,
    *,
    by: User,
    version: int,
    interventions: Iterable[Intervention],
    themes: Iterable[Theme],
    areas: Iterable[Area],
    new_demand: bool = False,
    **fields: Any,
) -> Point:
    """``new_demand``: the point becomes a new demand. Words and theme of a demand that the public does not know follow the point."""
    themes, areas, interventions = list(themes), list(areas), list(interventions)
    kind, before = fields.get("kind", point.kind), _wording(point)
    _require(interventions)
    _check_days(fields)
    with transaction.atomic():
        revision = write(point.meeting, by=by)
        if new_demand and kind == Point.Kind.DEMAND:
            title, details = fields.get("title", point.title), fields.get("text", point.text)
            fields["demand"] = _registered(
                point.meeting, by=by, title=title, details=details, themes=themes, areas=areas
            )
        change(point, expected=version, revision=revision, **fields)
        if point.demand and not new_demand:
            unpublished = new_demands.unpublished([point.demand.key])
            now = _wording(point)
            new_demands.reword(point.demand, by=by, before=before, now=now, unpublished=unpublished)
            new_demands.add_missing(point.demand, by=by, themes=themes, areas=areas, unpublished=unpublished)
        _tie(point, by=by, interventions=interventions, themes=themes, areas=areas)
    return point


def remove_point(point: Point, *, by: User) -> None:
    """Delete a point and its mentions in the ledger. A demand that it registered is kept, since others may refer to it."""
    with transaction.atomic():
        write(point.meeting, by=by)
        for carriage in point.carriages.select_related("mention"):
            demand_mentions.drop(carriage)
        point.delete()


def shift_point(point: Point, *, by: User, steps: int) -> None:
    with transaction.atomic():
        write(point.meeting, by=by)
        positions.shift(point, point.meeting.points.all(), steps=steps)


def _require(interventions: Collection[Intervention]) -> None:
    if not interventions:
        raise DomainError(_("Tie the point to at least one contribution that carries it."))


def _wording(point: Point) -> new_demands.Wording:
    return new_demands.Wording(point.title, point.text)


def _check_days(fields: dict[str, Any]) -> None:
    for name in ("starts_on", "due_on"):
        date_limits.PROMISES.check(fields.get(name))


def _registered(meeting: Meeting, **fields: Any) -> Demand:
    """On the day of the meeting; where that is not known, on the day of the typing."""
    day = meeting.held_on if meeting.knows_its_day else clock.today()
    return ledger.register(registered_on=day, owner_unit=meeting.unit, **fields)


def _tie(
    point: Point,
    *,
    by: User,
    interventions: Collection[Intervention],
    themes: Iterable[Theme],
    areas: Iterable[Area],
) -> None:
    point.themes.set(themes)
    point.areas.set(areas)
    for carriage in point.carriages.exclude(intervention__in=interventions).select_related("mention"):
        demand_mentions.drop(carriage)
    for intervention in interventions:
        carriage, _created = Carriage.objects.get_or_create(point=point, intervention=intervention)
        demand_mentions.enter(carriage, by=by)
