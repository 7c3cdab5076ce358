"""Points that are typed together with the contribution that carries them, so that a fact is typed once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.record import contributions, points
from core.text.texts import Texts

CONTRIBUTION_OF = {
    Point.Kind.FIGURE: Intervention.Kind.FIGURES,
    Point.Kind.COMMITMENT: Intervention.Kind.COMMITMENT,
}


def note(
    meeting: Meeting,
    *,
    by: User,
    interventions: Iterable[Intervention] = (),
    new_contribution: bool = False,
    speaker: Attendance | None = None,
    **fields: Any,
) -> Point:
    """Add a point; with ``new_contribution`` its text becomes a contribution of ``speaker``, too. Without a speaker that contribution
    stands for several, whose number was not recorded."""
    with transaction.atomic():
        carriers = list(interventions)
        if new_contribution:
            carriers.append(_said(meeting, by=by, speaker=speaker, **fields))
        return points.note_point(meeting, by=by, interventions=carriers, **fields)


def note_several(
    meeting: Meeting, *, by: User, rows: Iterable[dict[str, Any]], conclusion: Texts = Texts()
) -> list[Point]:
    """Add the points of ``rows``, each with its contribution, and the conclusion after them; all or none."""
    with transaction.atomic():
        noted = [note(meeting, by=by, new_contribution=True, **row) for row in rows]
        if conclusion:
            contributions.contribute(meeting, by=by, kind=Intervention.Kind.CONCLUSION, text=conclusion)
    return noted


def _said(
    meeting: Meeting,
    *,
    by: User,
    kind: str,
    title: Texts,
    speaker: Attendance | None,
    text: Texts = Texts(),
    **_others: Any,
) -> Intervention:
    return contributions.contribute(
        meeting,
        by=by,
        kind=CONTRIBUTION_OF.get(Point.Kind(kind), Intervention.Kind.CONTRIBUTION),
        text=text or title,
        speaker=speaker,
        is_collective=speaker is None,
    )
