"""Actions on contributions."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Intervention, Meeting
from consultations.models.meeting_lock import write
from consultations.record import attendance, demand_mentions, once, positions, sealed_contribution
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts


def contribute(
    meeting: Meeting, *, by: User, text: Texts, is_confidential: bool = False, **fields: Any
) -> Intervention:
    """Record a contribution; ``fields`` are the columns of :class:`~consultations.models.Intervention`.

    Its position is by ``said_at`` if known, otherwise at the end. A confidential text is sealed before it is sent to
    the database.
    """
    with transaction.atomic():
        revision = write(meeting, by=by)
        if known := once.noted(Intervention, fields.get("uid"), meeting):
            return known
        attendance.require_present(fields.get("speaker"))
        said_at = fields.get("said_at")
        rows = meeting.interventions.all()
        return Intervention.objects.create(
            meeting=meeting,
            position=positions.make_room(rows, said_at) if said_at else positions.last_position(rows),
            revision=revision,
            **(sealed_contribution.sealed(text) if is_confidential else {"text": text}),
            **fields,
        )


def edit_contribution(intervention: Intervention, *, by: User, version: int, **fields: Any) -> Intervention:
    """Change a contribution and update its mentions in the ledgers of demands (another speaker may be of another association).

    A confidential contribution stays confidential: its new text is sealed, too.
    """
    if intervention.is_confidential and "text" in fields:
        fields |= sealed_contribution.sealed(fields.pop("text"))
    with transaction.atomic():
        revision = write(intervention.meeting, by=by)
        attendance.require_present(fields.get("speaker"))
        change(intervention, expected=version, revision=revision, **fields)
        demand_mentions.follow([intervention], by=by)
    return intervention


def remove_contribution(intervention: Intervention, *, by: User) -> None:
    with transaction.atomic():
        write(intervention.meeting, by=by)
        if intervention.is_confidential and intervention.openings.exists():
            raise DomainError(
                _(
                    "Somebody opened this confidential contribution. It stays in the record, with the names of those "
                    "who read it."
                )
            )
        for carriage in intervention.carriages.select_related("mention"):
            demand_mentions.drop(carriage)
        intervention.delete()


def shift_contribution(intervention: Intervention, *, by: User, steps: int) -> None:
    with transaction.atomic():
        write(intervention.meeting, by=by)
        positions.shift(intervention, intervention.meeting.interventions.all(), steps=steps)
