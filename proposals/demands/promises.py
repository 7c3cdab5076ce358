"""What the portal promises about a demand, as days: a first answer, news while it is open, and the day that was announced."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from core.months import months_after
from proposals.models import Demand, PromiseKind
from proposals.states import OPEN


def first_answer_by(registered_on: dt.date) -> dt.date:
    return registered_on + dt.timedelta(days=settings.SITE["promises"]["first_answer_days"])


def answered_at_most_by(registered_on: dt.date) -> dt.date:
    """After this day the promise is broken for everybody to see: the head of the cell is told."""
    return registered_on + dt.timedelta(days=settings.SITE["promises"]["first_answer_days_at_most"])


def registered_before(day: dt.date) -> dt.date:
    """The first answer to demands registered before this day is overdue for everybody on ``day``."""
    return day - dt.timedelta(days=settings.SITE["promises"]["first_answer_days_at_most"])


def news_by(updated_on: dt.date) -> dt.date:
    return months_after(updated_on, settings.SITE["promises"]["update_months"])


def next_promise(demand: Demand) -> dt.date | None:
    """The day until which the public was promised something about ``demand``; ``None`` when nothing is owed.

    Until the first answer that is the day of the answer. Afterwards it is the announced day or the next news, whichever comes first.
    """
    if demand.state not in OPEN:
        return None
    if demand.answered_on is None:
        return first_answer_by(demand.registered_on)
    news = news_by(demand.updated_on or demand.answered_on)
    return min(news, demand.due_on) if demand.due_on else news


def kind_of(demand: Demand) -> PromiseKind:
    """What the next promise of ``demand`` is about."""
    if demand.answered_on is None:
        return PromiseKind.ANSWER
    return PromiseKind.ANNOUNCED if demand.due_on == demand.promise_on else PromiseKind.NEWS
