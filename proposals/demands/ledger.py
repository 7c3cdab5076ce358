from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Max

from accounts.models import User
from core.db.optimistic_lock import change
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
) -> Demand:
    """Create a demand with the next number."""
    with transaction.atomic():
        demand = Demand.objects.create(
            number=_next_number(),
            title=title,
            details=details,
            registered_on=registered_on,
            promise_on=first_answer_by(registered_on),
            owner_unit=owner_unit,
            words=similar_demands.terms(title, details),
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
) -> Mention:
    """Add one mention to the ledger of ``demand``."""
    return Mention.objects.create(
        demand=demand,
        said_on=said_on,
        source_kind=source_kind,
        source_key=source_key,
        association=association,
        shows_name=shows_name,
        is_counted=is_counted,
    )


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


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBER_LOCK])
    return (Demand.objects.aggregate(last=Max("number"))["last"] or 0) + 1
