"""Who was at a meeting of the past, typed in at once, with the opening words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from consultations.models import Attendance, Intervention, Meeting
from consultations.record import attendance, contributions, once
from core.text.texts import Texts

OPENERS = (Attendance.Role.OPENER, Attendance.Role.FACILITATOR_OPENER)


def note_several(
    meeting: Meeting,
    *,
    by: User,
    rows: Iterable[dict[str, Any]],
    opening: Texts = Texts(),
    opening_uid: uuid.UUID | None = None,
) -> list[Attendance]:
    """Add the ``rows`` (columns of :class:`~consultations.models.Attendance`), all or none. The opening words are those of the first row
    that opened the meeting; without such a row their speaker is unknown."""
    with transaction.atomic():
        present = [attendance.add(meeting, by=by, **row) for row in rows]
        opener = next((each for each in present if each.role in OPENERS), None)
        if opening:
            uid = once.given(opening_uid)
            contributions.contribute(
                meeting, by=by, kind=Intervention.Kind.OPENING, text=opening, speaker=opener, **uid
            )
    return present
