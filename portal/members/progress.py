"""What has happened to a concern, and what was promised, in the words of those who wait for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from proposals import promises
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

# Which of the portal's status shapes stands for a state; the word beside it comes from the row.
SHAPES = {
    "submitted": "registered",
    "under_review": "studying",
    "awaiting": "postponed",
    "accepted": "done",
    "declined": "not_possible",
    "withdrawn": "closed",
}
REPLIES = {ConcernState.ACCEPTED, ConcernState.AWAITING, ConcernState.DECLINED, ConcernState.REFERRED}
CLOSED = {ConcernState.DECLINED, ConcernState.REFERRED, ConcernState.WITHDRAWN}


class Promised(NamedTuple):
    """``kept_at``: when it was kept, or nothing."""

    words: str | Words
    by: dt.datetime
    kept_at: dt.datetime | None


class Told(NamedTuple):
    """A step as the association reads it. ``is_sealed``: the answer it wrote itself, which only the cell can open."""

    step: ConcernStep
    shape: str
    sentence: str
    is_sealed: bool


def shape(state: str) -> str:
    return SHAPES.get(state, state)


def promised(concern: Concern, steps: Iterable[ConcernStep]) -> list[Promised]:
    """The first reply, and then a public answer unless the matter has ended."""
    due = promises.promised(concern.received_at)
    replied_at = next((step.at for step in steps if step.is_from_cell and step.state in REPLIES), None)
    found = [
        Promised(
            _("The cell has read it, and tells you: accepted, a question, or which body is in charge"),
            due.read_by,
            replied_at,
        )
    ]
    if concern.state not in CLOSED:
        found.append(Promised(_("First public answer"), due.answered_by, None))
    return found


def told(steps: Iterable[ConcernStep]) -> list[Told]:
    """Everything, for the association."""
    return [Told(step, shape(step.state), step.sentence, bool(step.sealed)) for step in steps]


def told_without_account(concern: Concern, steps: Iterable[ConcernStep]) -> list[Told]:
    """What the cell said, but not about a confidential concern, and never what the association wrote."""
    return [
        Told(step, shape(step.state), step.sentence if step.is_from_cell and not concern.is_confidential else "", False)
        for step in steps
    ]
