"""What happens next with a concern, and until when: for the account page, the list and the page of the concern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Prefetch, prefetch_related_objects

from core import clock
from core.text.texts import Texts
from portal.members.concerns import progress
from proposals.concerns import promises
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState


class NextStep(NamedTuple):
    """``kind``: which step; its words are in ``_next_step.html``. ``by``: the last day for it. ``body``: to whom the concern was referred."""

    kind: str
    by: dt.datetime | None = None
    body: Texts | None = None

    @property
    def is_late(self) -> bool:
        """The cell has not kept its day."""
        return self.by is not None and self.by < clock.now()


OURS, READING, ANSWERING, REFERRED, NOTHING = "ours", "reading", "answering", "referred", "nothing"


class Sent(NamedTuple):
    """A row of a list."""

    concern: Concern
    shape: str
    next: NextStep


def next_step(concern: Concern, steps: Sequence[ConcernStep]) -> NextStep:
    """``steps``: all steps of the concern, in their order, with ``body`` and ``helpline``."""
    if concern.state == ConcernState.AWAITING:
        return NextStep(OURS)
    if concern.due_at is not None:
        is_answer = concern.due_at == promises.first_answer(concern.received_at)
        return NextStep(ANSWERING if is_answer else READING, concern.due_at)
    if concern.state == ConcernState.REFERRED:
        return NextStep(
            REFERRED, body=next((step.referred_to for step in reversed(steps) if step.move == "refer"), None)
        )
    return NextStep(NOTHING)


def with_next_step(concerns: Sequence[Concern]) -> list[Sent]:
    """One query for the steps of all of them."""
    steps = Prefetch("steps", ConcernStep.objects.select_related("body", "helpline", "unit"))
    prefetch_related_objects(list(concerns), steps)
    return [Sent(row, progress.shape(row.state), next_step(row, list(row.steps.all()))) for row in concerns]
