"""What happens once a promised day of a demand has passed, computed from the published document, the promises and today's date."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from django.conf import settings
from django.utils import timezone

from publications.facets import OPEN_STATES
from publications.schemas import DemandDocument

DAY = dt.timedelta(days=1)
Promised = Literal["answer", "date", "news"]


class Passed(NamedTuple):
    """``kind``: what was promised; ``by``: until when. ``head_told_on``: that it happened, as it is published; ``head_is_told_on``: when it
    will, where that day is still to come. Nobody tells the head about missing news."""

    kind: Promised
    by: dt.date
    days: int
    head_told_on: dt.date | None
    head_is_told_on: dt.date | None


def passed(demand: DemandDocument) -> Passed | None:
    """Of the promise that is broken now; ``None`` while none is."""
    if demand.state not in OPEN_STATES or (found := _broken(demand)) is None:
        return None
    kind, by = found
    head = _head_is_told_on(demand, kind)
    is_to_come = head is not None and demand.head_told_on is None and head >= timezone.localdate()
    return Passed(kind, by, (timezone.localdate() - by).days, demand.head_told_on, head if is_to_come else None)


def _broken(demand: DemandDocument) -> tuple[Promised, dt.date] | None:
    """The first answer before the announced day, that day before the news."""
    today, promised = timezone.localdate(), demand.promise_on
    if demand.answered_on is None and promised and promised < today:
        return "answer", promised
    if demand.due_on and demand.due_on < today:
        return "date", demand.due_on
    return ("news", promised) if promised and promised < today else None


def _head_is_told_on(demand: DemandDocument, kind: Promised) -> dt.date | None:
    """By the rule of :mod:`proposals.demands.reminders`, which stands in the settings and in public."""
    promises = settings.SITE["promises"]
    if kind == "answer":
        return demand.registered_on + dt.timedelta(days=promises["first_answer_days_at_most"]) + DAY
    if kind == "date" and demand.due_on:
        return demand.due_on + dt.timedelta(days=promises["head_told_days"]) + DAY
    return None
