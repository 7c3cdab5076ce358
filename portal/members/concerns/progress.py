"""The steps and deadlines of a concern, in wording for the association."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise as Words
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.text.texts import Texts
from portal.members.concerns.writers import writers
from proposals.concerns import promises
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

# The status shape (CSS) for each state; its label comes from the row.
SHAPES = {
    "submitted": "registered",
    "under_review": "studying",
    "awaiting": "postponed",
    "accepted": "in_progress",
    "answered": "done",
    "declined": "not_possible",
    "merged": "continuing",
    "withdrawn": "closed",
}
# Steps that are no new state, or more than one.
TITLES = {
    "write": _("Letter of the cell"),
    "add": _("Your letter"),
    "contest": _("You contest the decision"),
    "hide": _("Not accepted, and hidden: only the cell can read it, on purpose"),
    "unhide": _("No longer hidden: under review again"),
    "uphold": _("The cell read it again: the decision stands"),
    "unmerge": _("No longer merged with another submission: under review"),
    "joined": _("Another submission about the same was merged with yours"),
    "parted": _("Followed separately again"),
    "followed": _("News about what yours is merged with"),
}
REPLIES = {
    ConcernState.ACCEPTED,
    ConcernState.ANSWERED,
    ConcernState.AWAITING,
    ConcernState.DECLINED,
    ConcernState.MERGED,
    ConcernState.REFERRED,
}
CLOSED = {ConcernState.DECLINED, ConcernState.REFERRED, ConcernState.MERGED, ConcernState.WITHDRAWN}


class Promised(NamedTuple):
    """``kept_at``: when the promise was fulfilled, or ``None``."""

    words: str | Words
    by: dt.datetime
    kept_at: dt.datetime | None


class ShownStep(NamedTuple):
    """A step for display. ``is_sealed``: a text of the association that only the cell can open. ``who``: a function, for the association alone."""

    at: dt.datetime
    shape: str
    title: str | Words
    reason: str = ""
    body: Texts | None = None
    sentence: str = ""
    is_sealed: bool = False
    who: str = ""


def shape(state: str) -> str:
    return SHAPES.get(state, state)


def promised(concern: Concern, steps: Sequence[ConcernStep]) -> list[Promised]:
    """The deadlines of the first reply and of the answer (unless the concern has ended). Both count from the day of receipt."""
    due = promises.promised(concern.received_at)
    replied_at = next((step.at for step in steps if step.is_from_cell and step.state in REPLIES), None)
    found = [
        Promised(
            _(
                "The cell has read the submission and tells you whether it is accepted, not accepted (with the reason), whether something needs explaining, or which body is in charge"
            ),
            due.read_by,
            replied_at,
        )
    ]
    if concern.state not in CLOSED:
        words = _("First answer, to your association") if concern.is_confidential else _("First public answer")
        # A private answer does not keep the promise of a public one.
        answered_at = concern.answered_at if concern.is_confidential else concern.answered_in_public_at
        found.append(Promised(words, due.answered_by, answered_at))
    return found


def promised_without_account(concern: Concern, steps: Sequence[ConcernStep]) -> list[Promised]:
    """For a confidential concern only the first reply: the deadline of the answer would reveal the state."""
    return promised(concern, steps)[:1] if concern.is_confidential else promised(concern, steps)


def shown_steps(steps: Sequence[ConcernStep]) -> list[ShownStep]:
    """All steps, for the association."""
    return [
        _shown(step)._replace(sentence=step.sentence, is_sealed=bool(step.sealed), who=who)
        for step, who in zip(steps, writers(steps), strict=True)
    ]


def shown_steps_without_account(concern: Concern, steps: Iterable[ConcernStep]) -> list[ShownStep]:
    """Steps with texts of the cell, but not of the association. For a confidential concern only the dates of steps."""
    if concern.is_confidential:
        return [
            ShownStep(
                step.at,
                *(("registered", _("Received")) if step.move == "submit" else ("studying", _("A step was taken"))),
            )
            for step in steps
        ]
    return [_shown(step)._replace(sentence=step.sentence if step.is_from_cell else "") for step in steps]


def states_and_dates(concern: Concern, steps: Iterable[ConcernStep]) -> list[ShownStep]:
    """For whoever typed the code of the receipt: no text of anybody, and not to whom it was referred."""
    return [step._replace(sentence="", reason="", body=None) for step in shown_steps_without_account(concern, steps)]


def _shown(step: ConcernStep) -> ShownStep:
    reason = str(step.get_reason_display()) if step.reason else ""
    title = TITLES.get(step.move) or capfirst(step.get_state_display())
    return ShownStep(step.at, shape(step.state), title, reason, step.referred_to)
