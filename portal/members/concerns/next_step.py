"""What happens next with a concern, and until when: for the account page, the list and the page of the concern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Prefetch, prefetch_related_objects

from core import clock
from core.text.texts import Texts
from core.zone import ZONE
from portal.members.concerns import progress
from portal.members.concerns.led_to import public_demands_of
from proposals.concerns import contests, promises
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState
from publications.schemas import DemandDocument


class NextStep(NamedTuple):
    """``kind``: which step; its words are in ``_next_step.html``. ``by``: the last day for it; ``since``: how long it has been so.

    ``body``: to whom the concern was referred. ``demand``: in which it is followed. ``whole``: of a merged concern the state of the other
    one, which counts for both. ``contest_until``: where nothing more is expected of the cell.
    """

    kind: str
    by: dt.datetime | None = None
    since: dt.datetime | None = None
    body: Texts | None = None
    demand: DemandDocument | None = None
    whole: str = ""
    contest_until: dt.date | None = None

    @property
    def is_late(self) -> bool:
        """The cell has not kept its day."""
        return self.by is not None and self.by < clock.now()


OURS, READING, ANSWERING, REFERRED, NOTHING = "ours", "reading", "answering", "referred", "nothing"
DEMAND, WITHDRAWN, EXPLAINING, DECIDED = "demand", "withdrawn", "explaining", "decided"


class Sent(NamedTuple):
    """A row of a list."""

    concern: Concern
    shape: str
    next: NextStep


def next_step(concern: Concern, steps: Sequence[ConcernStep], demands: Sequence[DemandDocument] = ()) -> NextStep:
    """``steps``: all steps of the concern, in their order, with ``body``, ``helpline`` and ``unit``. ``demands``: public ones that it led to."""
    if concern.state == ConcernState.AWAITING:
        return NextStep(OURS, since=_last(steps, "ask"))
    if concern.due_at is not None:
        return _due(concern)
    if concern.state == ConcernState.MERGED and concern.merged_into:
        return _together(concern.merged_into, demands)
    return _after_decision(concern, steps, demands)


def _due(concern: Concern) -> NextStep:
    is_answer = concern.due_at == promises.first_answer(concern.received_at)
    return NextStep(ANSWERING if is_answer else READING, concern.due_at)


def _together(whole: Concern, demands: Sequence[DemandDocument]) -> NextStep:
    """What is expected of the concern with which this one is merged. Nothing tells who sent that one."""
    if whole.due_at is not None:
        found = _due(whole)
    elif whole.state == ConcernState.AWAITING:
        found = NextStep(EXPLAINING)
    else:
        found = _after_decision(whole, list(whole.steps.all()), demands)
        found = found._replace(contest_until=None)
        if found.kind == NOTHING:
            found = found._replace(kind=DECIDED)
    return found._replace(whole=str(whole.get_state_display()))


def _after_decision(concern: Concern, steps: Sequence[ConcernStep], demands: Sequence[DemandDocument]) -> NextStep:
    until = contests.contest_until(sorted(steps, key=lambda step: step.pk))
    open_until = until if until and until >= clock.today() else None
    if concern.state == ConcernState.WITHDRAWN:
        return NextStep(WITHDRAWN, since=_last(steps, "withdraw"))
    if concern.state == ConcernState.REFERRED:
        step = next((step for step in reversed(steps) if step.referred_to), None)
        body, since = (step.referred_to, step.at) if step else (None, None)
        return NextStep(REFERRED, body=body, since=since, contest_until=open_until)
    if demands:
        nearest = min(demands, key=lambda each: each.promise_on or dt.date.max)
        by = dt.datetime.combine(nearest.promise_on, dt.time.max, ZONE) if nearest.promise_on else None
        return NextStep(DEMAND, by, demand=nearest)
    return NextStep(NOTHING, contest_until=open_until)


def _last(steps: Sequence[ConcernStep], move: str) -> dt.datetime | None:
    return next((step.at for step in reversed(steps) if step.move == move), None)


def with_next_step(concerns: Sequence[Concern]) -> list[Sent]:
    """At most five queries for all of them."""
    rows = list(concerns)
    steps = ConcernStep.objects.select_related("body", "helpline", "unit")
    prefetch_related_objects(
        rows, Prefetch("steps", steps), "merged_into", Prefetch("merged_into__steps", steps.defer("sentence", "sealed"))
    )
    demands = public_demands_of(rows)
    return [
        Sent(row, progress.shape(row.state), next_step(row, list(row.steps.all()), demands[row.pk])) for row in rows
    ]
