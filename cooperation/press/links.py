"""The links by which accredited media read a kit before the end of its embargo: one for each outlet and kit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import transaction

from cooperation.models import MediaOutlet, PressKit, PressKitLink, PressKitOpening
from cooperation.states import OutletState
from core import clock
from core.crypto import tokens
from core.db import outbox, rate_limits
from core.db.rate_limits import RateLimit

PURPOSE: Final = "cooperation.press_kit"
STAYS: Final = dt.timedelta(days=1)
"""After the end of the embargo, so that a link that comes late leads to the public page."""
MOST_AN_HOUR: Final = 60


class NoLink(LookupError):
    """There is no such link, or it opens nothing now."""


def give(kit: PressKit) -> None:
    """To every accredited outlet."""
    _give(kit, MediaOutlet.objects.filter(state=OutletState.ACCREDITED))


def give_to(outlet: MediaOutlet) -> None:
    """Of every kit that is under embargo now."""
    for kit in PressKit.objects.filter(signed_by__isnull=False, embargo_until__gt=clock.now()):
        _give(kit, [outlet])


def token_of(link: PressKitLink) -> str:
    return tokens.token_of(link.nonce, purpose=PURPOSE)


def found(token: str) -> PressKitLink:
    """Raises :class:`NoLink`: also for an outlet that is accredited no more, and after the link has expired."""
    rows = tokens.with_token(PressKitLink.objects.select_related("kit__report", "outlet"), token)
    row = rows.filter(expires_at__gt=clock.now(), outlet__state=OutletState.ACCREDITED).first()
    if row is None:
        raise NoLink
    return row


def note_opening(link: PressKitLink, part: str) -> None:
    """Before anything is shown. Raises :class:`~core.db.rate_limits.Reached`."""
    rate_limits.count(RateLimit(f"press-kit:{link.pk}", MOST_AN_HOUR, is_hourly=True))
    PressKitOpening.objects.create(link=link, part=part)


def _give(kit: PressKit, outlets: Iterable[MediaOutlet]) -> None:
    if kit.embargo_until is None:
        return
    expires_at = kit.embargo_until + STAYS
    with transaction.atomic():
        for outlet in outlets:
            nonce, token_hash = tokens.issue(purpose=PURPOSE)
            facts = {"nonce": nonce, "token_hash": token_hash, "expires_at": expires_at}
            link, _made = PressKitLink.objects.update_or_create(kit=kit, outlet=outlet, defaults=facts)
            outbox.put("cooperation.press_kit_mail", key=f"{link.pk}:{nonce}", link=link.pk, nonce=nonce)
