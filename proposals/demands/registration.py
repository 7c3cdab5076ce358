"""A demand that the cell registers outside a meeting, and what an accepted concern leads to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import today
from core.errors import DomainError
from core.text.texts import Texts
from proposals.demands import concern_mentions, ledger
from proposals.demands.concern_mentions import led_to
from proposals.models import Concern, Demand, Mention
from proposals.states import ConcernState
from reference.models import Area, PoliceUnit, Theme

REGISTER = "proposals.register_demands"
LEADING = frozenset({ConcernState.ACCEPTED, ConcernState.ANSWERED})
"""States in which a concern may lead to a demand."""


def register(
    *,
    by: User,
    title: Texts,
    details: Texts = Texts(),
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    owner_unit: PoliceUnit | None = None,
    concern: Concern | None = None,
    is_demonstration: bool = False,
) -> Demand:
    """A new demand, public once a follow-up of it is approved. ``concern``: the accepted one that leads to it.

    The same words sent twice on one day by one person are one demand: somebody pressed the button twice.
    """
    require(by, REGISTER)
    with transaction.atomic():
        ledger.lock_numbers()
        demand = _registered_today(by, title, details) or ledger.register(
            by=by,
            title=title,
            details=details,
            themes=themes,
            areas=areas,
            owner_unit=owner_unit,
            registered_on=today(),
            sentence=ledger.REGISTERED_OUTSIDE,
            is_registered_outside=True,
            is_demonstration=is_demonstration,
        )
        if concern is not None and not led_to(concern).filter(demand=demand).exists():
            mention(concern, by=by, demand=demand)
    return demand


def _registered_today(by: User, title: Texts, details: Texts) -> Demand | None:
    own = Demand.objects.not_merged().filter(is_registered_outside=True, registered_on=today(), authors=by)
    return next((row for row in own if (row.title, row.details) == (title, details)), None)


def mention(concern: Concern, *, by: User, demand: Demand) -> Mention:
    """Enter ``concern`` into the ledger of ``demand``, once; those that are merged with it follow. The mention is not public."""
    require(by, REGISTER)
    require(by, "proposals.review_concerns")
    with transaction.atomic():
        row = Concern.objects.select_for_update().get(pk=concern.pk)
        if row.state not in LEADING:
            raise DomainError(_("Only an accepted submission leads to a demand."))
        if demand.is_merged:
            raise DomainError(_("This demand is merged into another one: choose that one."))
        if led_to(row).filter(demand=demand).exists():
            raise DomainError(_("This submission is already in the ledger of this demand."))
        entered = concern_mentions.enter(row, demand, by=by)
        concern_mentions.follow(row, by=by)
    return entered


def forget(concern: Concern) -> None:
    """A withdrawn concern asks for nothing any more."""
    led_to(concern).filter(is_public=False).delete()
