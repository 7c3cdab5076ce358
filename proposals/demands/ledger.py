from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from accounts.models import User
from core.db.optimistic_lock import change
from core.text.partial_days import Known
from core.text.texts import Texts
from partners.models import Association
from proposals.demands import similar_demands
from proposals.demands.promises import first_answer_by
from proposals.models import Demand, DemandStep, Mention
from reference.models import Area, PoliceUnit, Theme

NUMBER_LOCK = 0x6465_6D61
REGISTERED = Texts(
    ar="سُجل المطلب كما ورد في اللقاء.",
    fr="La demande a été enregistrée telle qu’elle a été formulée pendant la rencontre.",
    en="The demand was registered as it was raised in the meeting.",
)
REGISTERED_OUTSIDE = Texts(
    ar="سجلت الخلية هذا المطلب خارج اللقاءات.",
    fr="La cellule a enregistré cette demande en dehors des rencontres.",
    en="The cell registered this demand outside a meeting.",
)
# FOR KEY SHARE: a merge, which locks the demand FOR UPDATE, waits for this mention or is seen by it.
MERGED_INTO = "SELECT merged_into_id FROM proposals_demand WHERE id = %s FOR KEY SHARE"


def register(
    *,
    by: User,
    title: Texts,
    registered_on: dt.date,
    details: Texts = Texts(),
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    owner_unit: PoliceUnit | None = None,
    sentence: Texts = REGISTERED,
    part_of: Demand | None = None,
    **facts: bool,
) -> Demand:
    """Create a demand with the next number.

    ``part_of``: the demand from which it will be split; until then it counts as merged. ``facts``: ``is_registered_outside`` and
    ``is_demonstration`` of :class:`~proposals.models.Demand`.
    """
    with transaction.atomic():
        demand = Demand.objects.create(
            number=_next_number(),
            title=title,
            details=details,
            registered_on=registered_on,
            promise_on=None if part_of else first_answer_by(registered_on),
            merged_into=part_of,
            owner_unit=owner_unit,
            words=similar_demands.terms(title, details),
            **facts,
        )
        demand.themes.set(themes)
        demand.areas.set(areas)
        demand.authors.add(by)
        similar_demands.store(demand, title, details)
        DemandStep.objects.create(demand=demand, on=registered_on, state=demand.state, sentence=sentence)
    return demand


def mention(
    demand: Demand,
    *,
    by: User,
    said_on: dt.date,
    source_kind: str,
    source_key: str,
    association: Association | None = None,
    shows_name: bool = False,
    is_counted: bool = True,
    day_known: str = Known.DAY,
) -> Mention:
    """Add one mention to the ledger of ``demand``, or of the demand into which that one is merged."""
    with transaction.atomic():
        standing = _standing(demand.pk)
        return Mention.objects.create(
            demand_id=standing,
            origin=None if standing == demand.pk else demand,
            said_on=said_on,
            day_known=day_known,
            source_kind=source_kind,
            source_key=source_key,
            association=association,
            shows_name=shows_name,
            is_counted=is_counted,
        )


def belongs_to(mention: Mention) -> int:
    """The id of the demand to which ``mention`` belongs without any merge."""
    return mention.origin_id or mention.demand_id


def family(demand: Demand) -> set[int]:
    """Ids of ``demand`` and of all that are merged into it, directly or through another one. One query for each level."""
    found, newest = {demand.pk}, {demand.pk}
    while newest:
        newest = set(Demand.objects.filter(merged_into__in=newest).values_list("pk", flat=True)) - found
        found |= newest
    return found


def is_recorded_for(mention: Mention, demand: Demand) -> bool:
    """Whether ``mention`` was recorded for ``demand``, wherever merges and splits have moved it."""
    if belongs_to(mention) == demand.pk:
        return True
    first = mention.chosen.order_by("pk").values_list("before", flat=True).first()
    return first == demand.pk


def mention_again(before: Mention, *, by: User, **facts: Any) -> Mention:
    """A mention with other facts in the place of ``before``, which the caller deletes: splits that moved ``before`` can be undone for it."""
    with transaction.atomic():
        again = mention(before.origin or before.demand, by=by, **facts)
        before.chosen.update(mention=again)
    return again


def _standing(demand: int) -> int:
    """The id of the demand that has the ledger of ``demand`` now."""
    with connection.cursor() as cursor:
        upper: int | None = demand
        while upper is not None:
            demand = upper
            cursor.execute(MERGED_INTO, [demand])
            (upper,) = cursor.fetchone()
    return demand


def reword(
    demand: Demand,
    *,
    by: User,
    version: int,
    title: Texts,
    details: Texts,
    themes: Iterable[Theme],
    areas: Iterable[Area],
    owner_unit: PoliceUnit | None,
) -> Demand:
    """Change the wording; it is published when the next report that mentions the demand is approved."""
    with transaction.atomic():
        words = similar_demands.terms(title, details)
        change(demand, expected=version, title=title, details=details, owner_unit=owner_unit, words=words)
        demand.themes.set(themes)
        demand.areas.set(areas)
        demand.authors.add(by)
        similar_demands.store(demand, title, details)
    return demand


def lock_numbers() -> None:
    """Until the end of the transaction nobody else registers a demand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBER_LOCK])


def _next_number() -> int:
    lock_numbers()
    return (Demand.objects.aggregate(last=Max("number"))["last"] or 0) + 1
