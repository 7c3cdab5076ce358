"""Demands with published editions in the first quarter of 2019, and digests of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from core.quarters import Quarter
from core.time_travel import happening
from proposals.demands import commitments, follow_up as follow_ups
from proposals.digests import approval, drafts
from proposals.digests.approval import DIGESTS
from proposals.models import Demand, Digest
from tests import factories

QUARTER = Quarter(2019, 1)
ASKED_ON = dt.date(2019, 1, 10)
AFTER = dt.datetime(2019, 4, 8, 9, tzinfo=dt.UTC)


def noon(day: dt.date) -> happening:
    return happening(dt.datetime.combine(day, dt.time(12), dt.UTC))


def published(
    of: Demand | None = None, *, on: dt.date = ASKED_ON, promise: dict[str, Any] | None = None, **wording: Any
) -> Demand:
    """A follow-up of a demand, published on a day. Without ``of`` a demand that was registered on that day."""
    editor = factories.staff("editor")
    with noon(on):
        draft = factories.follow_up(of or factories.demand(registered_on=on), by=editor, **wording)
        if promise:
            commitments.add(draft, by=editor, **factories.commitment_facts(**promise))
        factories.approve_follow_up(follow_ups.send(draft, by=editor), by=factories.staff("head"))
    return Demand.objects.get(pk=draft.demand_id)


def digest(by: User | None = None, quarter: Quarter = QUARTER) -> Digest:
    """A draft, composed after the quarter. Something must have been published in it."""
    with happening(AFTER):
        return drafts.compose(quarter, by=by or factories.staff("editor"))


def in_review(by: User | None = None) -> Digest:
    by = by or factories.staff("editor")
    return DIGESTS.submit(digest(by), by=by)


def approve(row: Digest, *, by: User | None = None) -> Digest:
    """By somebody who has read what is there now."""
    return DIGESTS.approve(row, by=by or factories.staff("head"), seen=approval.pending(row).fingerprint)


def published_digest(by: User | None = None) -> Digest:
    return approve(in_review(by))
