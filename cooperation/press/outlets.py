"""A media outlet asks for accreditation; the head of the cell decides."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from cooperation.models import MediaOutlet, MediaOutletStep
from cooperation.press import links
from cooperation.states import OUTLET, OutletState
from core import clock, retention
from core.db import outbox
from core.db.bulk_delete import forget
from core.errors import DomainError
from core.text.addresses import canonical

DECIDE: Final = "cooperation.accredit_media"


def ask(*, email: str, is_demonstration: bool = False, **values: Any) -> None:
    """Nothing tells whether the address has asked before: then nothing is stored. ``values``: fields of the form."""
    try:
        with transaction.atomic():
            row = MediaOutlet.objects.create(
                email=canonical(email), asked_at=clock.now(), is_demonstration=is_demonstration, **values
            )
            MediaOutletStep.objects.create(outlet=row, move="ask")
    except IntegrityError:
        return


def forget_old() -> int:
    """Delete media that are not accredited, so many days after the last step; returns how many."""
    oldest = clock.now() - dt.timedelta(days=retention.MEDIA_DAYS)
    rows = MediaOutlet.objects.exclude(state=OutletState.ACCREDITED)
    return forget(rows.exclude(steps__at__gte=oldest))


def decide(outlet: MediaOutlet, *, by: User, move: str, sentence: str = "") -> MediaOutlet:
    """The outlet is told by mail. A link that it has opens nothing after a withdrawal."""
    require(by, DECIDE)
    with transaction.atomic():
        row = MediaOutlet.objects.select_for_update().get(pk=outlet.pk)
        row.state = OUTLET.target(move, row.state)
        if OUTLET.by_name[move].needs_sentence and not sentence.strip():
            raise DomainError(_("Say why in a sentence."))
        row.save(update_fields=["state"])
        step = MediaOutletStep.objects.create(outlet=row, move=move, by=by, sentence=sentence.strip())
        outbox.put("cooperation.outlet_mail", key=f"{step.pk}", step=step.pk)
        if row.state == OutletState.ACCREDITED:
            links.give_to(row)
        return row
