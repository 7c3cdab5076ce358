"""Recording what was said and what came out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.actions import order, voices
from consultations.actions.meetings import write
from consultations.models import Carriage, Intervention, Meeting, Point
from core.errors import DomainError
from core.texts import Texts
from core.versions import change
from proposals.actions import demands
from proposals.models import Demand
from reference.models import Area, Theme


def contribute(meeting: Meeting, *, by: User, **fields: Any) -> Intervention:
    """Record a contribution at the end; ``fields`` are the columns of :class:`~consultations.models.Intervention`."""
    with transaction.atomic():
        revision = write(meeting, by=by)
        return Intervention.objects.create(
            meeting=meeting,
            position=order.last_position(meeting.interventions.all()),
            revision=revision,
            **fields,
        )


def edit_contribution(intervention: Intervention, *, by: User, version: int, **fields: Any) -> Intervention:
    """Change a contribution; its voices in the ledgers of demands follow (another speaker is another association)."""
    with transaction.atomic():
        revision = write(intervention.meeting, by=by)
        change(intervention, expected=version, revision=revision, **fields)
        voices.follow([intervention], by=by)
    return intervention


def remove_contribution(intervention: Intervention, *, by: User) -> None:
    with transaction.atomic():
        write(intervention.meeting, by=by)
        for carriage in intervention.carriages.select_related("mention"):
            voices.drop(carriage)
        intervention.delete()


def shift_contribution(intervention: Intervention, *, by: User, steps: int) -> None:
    with transaction.atomic():
        write(intervention.meeting, by=by)
        order.shift(intervention, intervention.meeting.interventions.all(), steps=steps)


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
    substance: str = "",
    **owed: Any,
) -> Point:
    """Note what the contributions yielded; ``owed``: who owes a commitment or a decision (``owner_unit`` or ``owner_institution``)
    and until when (``due_on``).

    A demand point belongs to an existing ``demand``, or registers one with its own wording, themes and areas.
    Raises :class:`~core.errors.DomainError` without a contribution that carries the point, or for a demand without theme.
    """
    themes, areas, interventions = list(themes), list(areas), list(interventions)
    _require(kind, interventions, themes)
    with transaction.atomic():
        revision = write(meeting, by=by)
        if kind == Point.Kind.DEMAND and new_demand:
            demand = demands.register(
                by=by,
                title=title,
                details=text,
                registered_on=meeting.held_on,
                themes=themes,
                areas=areas,
                owner_unit=meeting.unit,
            )
        point = Point.objects.create(
            meeting=meeting,
            position=order.last_position(meeting.points.all()),
            kind=kind,
            substance=substance,
            title=title,
            text=text,
            demand=demand if kind == Point.Kind.DEMAND else None,
            revision=revision,
            **owed,
        )
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
    **fields: Any,
) -> Point:
    themes, interventions = list(themes), list(interventions)
    _require(fields.get("kind", point.kind), interventions, themes)
    with transaction.atomic():
        revision = write(point.meeting, by=by)
        change(point, expected=version, revision=revision, **fields)
        _tie(point, by=by, interventions=interventions, themes=themes, areas=areas)
    return point


def remove_point(point: Point, *, by: User) -> None:
    """Take a point back, with its voices in the ledger. A demand registered by it stays, for others may have joined it."""
    with transaction.atomic():
        write(point.meeting, by=by)
        for carriage in point.carriages.select_related("mention"):
            voices.drop(carriage)
        point.delete()


def shift_point(point: Point, *, by: User, steps: int) -> None:
    with transaction.atomic():
        write(point.meeting, by=by)
        order.shift(point, point.meeting.points.all(), steps=steps)


def _require(kind: str, interventions: Collection[Intervention], themes: Collection[Theme]) -> None:
    if not interventions:
        raise DomainError(_("Tie the point to at least one contribution that carries it."))
    if kind == Point.Kind.DEMAND and not themes:
        raise DomainError(_("A demand needs at least one theme."))


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
        voices.drop(carriage)
    for intervention in interventions:
        carriage, _created = Carriage.objects.get_or_create(point=point, intervention=intervention)
        voices.enter(carriage, by=by)
