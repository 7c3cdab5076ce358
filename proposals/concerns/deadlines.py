"""The next deadline of the cell for a concern, computed from its state, its answers and its steps: column ``due_at``."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from proposals.concerns import promises
from proposals.models import Concern, ConcernStep
from proposals.states import DECIDED, TOLD_OF_OTHERS, ConcernState

REREAD = ("reply", "contest", "unmerge", "unhide")
"""Moves after which the cell reads the concern again, with a new deadline."""


def next_due(concern: Concern) -> dt.datetime | None:
    """``None`` while the cell waits for others, or owes nothing. At most three queries."""
    if concern.state in (ConcernState.SUBMITTED, ConcernState.UNDER_REVIEW):
        return promises.triage(_read_since(concern))
    if concern.state == ConcernState.MERGED and (withdrawn_at := _withdrawn_at(concern)):
        return promises.triage(withdrawn_at)
    due = [promises.first_answer(concern.received_at)] if owes_first_answer(concern) else []
    if concern.state in DECIDED and (letter_at := unanswered_since(concern)):
        due.append(promises.triage(letter_at))
    return min(due, default=None)


def owes_first_answer(concern: Concern) -> bool:
    """Of a confidential concern the answer to the association keeps the promise. Of any other one only what is published does."""
    if concern.is_confidential:
        return concern.state == ConcernState.ACCEPTED and concern.answered_at is None
    is_accepted = concern.state in (ConcernState.ACCEPTED, ConcernState.ANSWERED)
    return is_accepted and concern.answered_in_public_at is None


def unanswered_since(concern: Concern) -> dt.datetime | None:
    """When the association wrote the first letter after which the cell has said nothing."""
    return unanswered(concern).order_by("pk").values_list("at", flat=True).first()


def unanswered(concern: Concern) -> QuerySet[ConcernStep]:
    """The letters of the association after which the cell has said nothing to it. That another concern was merged is no answer."""
    said = concern.steps.filter(is_from_cell=True).exclude(move__in=TOLD_OF_OTHERS)
    newest = said.order_by("-pk").values_list("pk", flat=True).first()
    return concern.steps.filter(move="add", pk__gt=newest or 0)


def _withdrawn_at(concern: Concern) -> dt.datetime | None:
    """When the concern with which this one is merged was withdrawn: nobody follows this one any more."""
    steps = ConcernStep.objects.filter(concern=concern.merged_into_id, state=ConcernState.WITHDRAWN)
    return steps.order_by("-pk").values_list("at", flat=True).first()


def _read_since(concern: Concern) -> dt.datetime:
    again = concern.steps.filter(move__in=REREAD).order_by("-pk").values_list("at", flat=True).first()
    return again or concern.received_at
