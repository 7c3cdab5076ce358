"""Record steps of a concern, and tell the members of the association."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from core.db import outbox
from partners.models import Membership
from proposals.concerns import step_sms
from proposals.models import Concern, ConcernStep


def note(concern: Concern, move: str, *, by: User, at: dt.datetime, is_from_cell: bool, **said: Any) -> ConcernStep:
    """Record a step; ``said``: the columns ``sentence``, ``reason``, ``body``, ``helpline``, ``unit``, ``sealed``, ``sealed_with``."""
    step = ConcernStep.objects.create(
        concern=concern, move=move, state=concern.state, at=at, by=by, is_from_cell=is_from_cell, **said
    )
    current = Membership.objects.current().filter(association=concern.association_id)
    members = list(current.values_list("user", flat=True))
    for user in members:
        if is_from_cell or user != by.pk or move == "submit":
            outbox.put("proposals.step_mail", key=f"{step.pk}:{user}", step=step.pk, user=user)
    step_sms.put(step, members)
    return step
