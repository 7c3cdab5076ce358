"""The flag of a concern that may be an emergency: who is told of it, and who decides about it.

It is set when the concern arrives (:mod:`proposals.concerns.emergency`).
"""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import HeldFunction, User
from accounts.permissions import require
from core.clock import today
from core.db import outbox
from proposals.concerns import review
from proposals.models import Concern

MAIL = "proposals.urgent_mail"
ON_DUTY = (HeldFunction.Function.MODERATOR, HeldFunction.Function.HEAD)


def tell(concern: Concern, *, besides: User | None = None) -> None:
    """Mail to all moderators and the head, once for each concern, however often the flag changes."""
    held = HeldFunction.objects.on(today()).filter(function__in=ON_DUTY, user__is_active=True)
    for user in held.order_by("user_id").values_list("user_id", flat=True).distinct():
        if besides is None or user != besides.pk:
            outbox.put(MAIL, key=f"{concern.pk}:{user}", concern=concern.pk, user=user)


def decide(concern: Concern, *, by: User, is_urgent: bool) -> Concern:
    """A person sets the flag or takes it off; the row and its history name who did, and when. Once decided so, it stays as it is."""
    require(by, review.REVIEW)
    with transaction.atomic(), pghistory.context(user=by.pk):
        row = Concern.objects.select_for_update().get(pk=concern.pk)
        if row.is_urgent == is_urgent:
            return row
        row.is_urgent, row.urgency_decided_by, row.urgency_decided_at = is_urgent, by, timezone.now()
        row.save(update_fields=["is_urgent", "urgency_decided_by", "urgency_decided_at"])
        if is_urgent:
            tell(row, besides=by)
    return row
