"""What the cell promised about one demand, and whether it kept it, computed from the published document and today's date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from typing import Literal, NamedTuple

from django.conf import settings
from django.utils import timezone

from core.months import months_after
from publications.facets import OPEN_STATES
from publications.schemas import DemandDocument

FINISHED = ("done", "partly_done", "closed")


class Promise(NamedTuple):
    """``on``: the day on which it was kept, or until which something is promised; ``None`` where nothing came.

    ``days``: a first answer: between registration and answer, or until today; news: since the last; the announced day: how late.
    """

    kind: Literal["answer", "news", "date"]
    outcome: Literal["kept", "missed", "awaited"]
    on: dt.date | None
    days: int


def promises(demand: DemandDocument) -> list[Promise]:
    return [*_answer(demand), *_news(demand), *_date(demand)]


def shown_of(found: list[Promise]) -> tuple[Hashable, ...]:
    """What the page says of them: the day of the last news, not how long ago it was, which grows every day."""
    return tuple(each._replace(days=0) if each.kind == "news" else each for each in found)


def _answer(demand: DemandDocument) -> Iterator[Promise]:
    by = demand.registered_on + dt.timedelta(days=settings.SITE["promises"]["first_answer_days"])
    today = timezone.localdate()
    if demand.answered_on:
        outcome: Literal["kept", "missed"] = "kept" if demand.answered_on <= by else "missed"
        yield Promise("answer", outcome, demand.answered_on, (demand.answered_on - demand.registered_on).days)
    elif by < today:
        yield Promise("answer", "missed", None, (today - demand.registered_on).days)
    else:
        yield Promise("answer", "awaited", by, 0)


def _news(demand: DemandDocument) -> Iterator[Promise]:
    """Of an open demand that was answered."""
    if demand.answered_on is None or demand.state not in OPEN_STATES:
        return
    today = timezone.localdate()
    last = max([demand.answered_on, *(step.on for step in demand.steps), *(answer.on for answer in demand.answers)])
    by = months_after(last, settings.SITE["promises"]["update_months"])
    yield Promise("news", "missed" if by < today else "kept", last, (today - last).days)


def _date(demand: DemandDocument) -> Iterator[Promise]:
    """Of a demand that has an announced day and was not closed without being done."""
    today, due = timezone.localdate(), demand.due_on
    if due and demand.state in FINISHED:
        done = min((step.on for step in demand.steps if step.state in FINISHED), default=demand.since)
        yield Promise("date", "kept" if done <= due else "missed", done, max((done - due).days, 0))
    elif due and demand.state in OPEN_STATES:
        yield Promise("date", "missed" if due < today else "awaited", None if due < today else due, (today - due).days)
