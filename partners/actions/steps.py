"""Record steps between an association and the cell, and mail them."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.db import outbox
from partners.models import Association, AssociationStep


def note(
    association: Association, kind: str, *, by: User, sentence: str = "", facts: dict[str, Any] | None = None
) -> AssociationStep:
    """Record the step and schedule a mail to each current member."""
    step = AssociationStep.objects.create(
        association=association, kind=kind, by=by, sentence=sentence.strip(), facts=facts or {}
    )
    for user in association.memberships.current().values_list("user", flat=True):
        outbox.put("partners.step_mail", key=f"{step.pk}:{user}", step=step.pk, user=user)
    return step
