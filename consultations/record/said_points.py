"""Points that are typed together with the contribution that carries them, so that a fact is typed once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.models.meeting_lock import write
from consultations.record import contributions, once, points
from core.errors import DomainError
from core.text.texts import Texts

CONTRIBUTION_OF = {
    Point.Kind.FIGURE: Intervention.Kind.FIGURES,
    Point.Kind.COMMITMENT: Intervention.Kind.COMMITMENT,
}


SPEAKER_OF_NOTHING = _("Who said it belongs to a new contribution: tick that it is in none yet, or leave this empty.")


def note(
    meeting: Meeting,
    *,
    by: User,
    interventions: Iterable[Intervention] = (),
    new_contribution: bool = False,
    speaker: Attendance | None = None,
    said_by_several: bool = False,
    **fields: Any,
) -> Point:
    """Add a point; with ``new_contribution`` its text becomes a contribution of ``speaker``, too.

    ``said_by_several``: that contribution stands for several, whose number was not recorded. Without a speaker and without it, one person
    said it who was not recorded.
    """
    if (speaker or said_by_several) and not new_contribution:
        raise DomainError(SPEAKER_OF_NOTHING)
    with transaction.atomic():
        write(meeting, by=by)
        if known := once.noted(Point, fields.get("uid"), meeting):
            return known
        carriers = list(interventions)
        if new_contribution:
            carriers.append(_said(meeting, by=by, speaker=speaker, said_by_several=said_by_several, **fields))
        return points.note_point(meeting, by=by, interventions=carriers, **fields)


def note_several(
    meeting: Meeting,
    *,
    by: User,
    rows: Iterable[dict[str, Any]],
    conclusion: Texts = Texts(),
    conclusion_uid: uuid.UUID | None = None,
) -> list[Point]:
    """Add the points of ``rows``, each with its contribution, and the conclusion after them; all or none."""
    with transaction.atomic():
        noted = [note(meeting, by=by, new_contribution=True, **row) for row in rows]
        if conclusion:
            uid = once.given(conclusion_uid)
            contributions.contribute(meeting, by=by, kind=Intervention.Kind.CONCLUSION, text=conclusion, **uid)
    return noted


def _said(
    meeting: Meeting,
    *,
    by: User,
    kind: str,
    title: Texts,
    speaker: Attendance | None,
    said_by_several: bool,
    text: Texts = Texts(),
    **_others: Any,
) -> Intervention:
    return contributions.contribute(
        meeting,
        by=by,
        kind=CONTRIBUTION_OF.get(Point.Kind(kind), Intervention.Kind.CONTRIBUTION),
        text=text or title,
        speaker=speaker,
        is_collective=said_by_several,
    )
