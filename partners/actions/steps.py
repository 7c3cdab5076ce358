"""The ledger between an association and the cell, and the mail that tells of a step."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.db import outbox
from partners.models import Association, AssociationStep


def note(
    association: Association, kind: str, *, by: User, sentence: str = "", facts: dict[str, Any] | None = None
) -> AssociationStep:
    """Write the step and ask for a mail to each of today's members."""
    step = AssociationStep.objects.create(
        association=association, kind=kind, by=by, sentence=sentence.strip(), facts=facts or {}
    )
    for user in association.memberships.current().values_list("user", flat=True):
        outbox.put("partners.step_mail", key=f"{step.pk}:{user}", step=step.pk, user=user)
    return step
