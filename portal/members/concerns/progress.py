"""What has happened to a concern, and what was promised, in the words of those who wait for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise as Words
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.text.texts import Texts
from proposals.concerns import promises
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

# Which of the portal's status shapes stands for a state; the word beside it comes from the row.
SHAPES = {
    "submitted": "registered",
    "under_review": "studying",
    "awaiting": "postponed",
    "accepted": "in_progress",
    "answered": "done",
    "declined": "not_possible",
    "withdrawn": "closed",
}
REPLIES = {
    ConcernState.ACCEPTED,
    ConcernState.ANSWERED,
    ConcernState.AWAITING,
    ConcernState.DECLINED,
    ConcernState.REFERRED,
}
CLOSED = {ConcernState.DECLINED, ConcernState.REFERRED, ConcernState.WITHDRAWN}


class Promised(NamedTuple):
    """``kept_at``: when it was kept, or nothing."""

    words: str | Words
    by: dt.datetime
    kept_at: dt.datetime | None


class Told(NamedTuple):
    """A step in words. ``is_sealed``: what the association wrote itself, which only the cell can open."""

    at: dt.datetime
    shape: str
    title: str | Words
    reason: str = ""
    body: Texts | None = None
    sentence: str = ""
    is_sealed: bool = False


def shape(state: str) -> str:
    return SHAPES.get(state, state)


def promised(concern: Concern, steps: Sequence[ConcernStep]) -> list[Promised]:
    """The first reply, and then an answer unless the matter has ended. Both count from the day of receipt."""
    due = promises.promised(concern.received_at)
    replied_at = next((step.at for step in steps if step.is_from_cell and step.state in REPLIES), None)
    found = [
        Promised(
            _(
                "The cell has read it and tells you whether it is accepted, whether it has a question, or which body "
                "is in charge"
            ),
            due.read_by,
            replied_at,
        )
    ]
    if concern.state not in CLOSED:
        words = _("First answer, to your association") if concern.is_confidential else _("First public answer")
        found.append(Promised(words, due.answered_by, _answered_at(steps)))
    return found


def promised_without_account(concern: Concern, steps: Sequence[ConcernStep]) -> list[Promised]:
    """Of a confidential concern the first reply alone: whether an answer is still due would tell how it ended."""
    return promised(concern, steps)[:1] if concern.is_confidential else promised(concern, steps)


def _answered_at(steps: Iterable[ConcernStep]) -> dt.datetime | None:
    return next((step.at for step in steps if step.state == ConcernState.ANSWERED), None)


def told(steps: Iterable[ConcernStep]) -> list[Told]:
    """Everything, for the association."""
    return [_told(step)._replace(sentence=step.sentence, is_sealed=bool(step.sealed)) for step in steps]


def told_without_account(concern: Concern, steps: Iterable[ConcernStep]) -> list[Told]:
    """What the cell said, and never what the association wrote. A confidential concern moved on, and when: nothing else."""
    if concern.is_confidential:
        return [
            Told(
                step.at,
                *(("registered", _("Received")) if step.move == "submit" else ("studying", _("A step was taken"))),
            )
            for step in steps
        ]
    return [_told(step)._replace(sentence=step.sentence if step.is_from_cell else "") for step in steps]


def _told(step: ConcernStep) -> Told:
    reason = str(step.get_reason_display()) if step.reason else ""
    return Told(
        step.at, shape(step.state), capfirst(step.get_state_display()), reason, step.body.name if step.body else None
    )
