"""The deadlines that the cell promises for a concern. The numbers of days are settings and are published."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings


class Promise(NamedTuple):
    """The deadlines for reading a concern and for the first public answer."""

    read_by: dt.datetime
    answered_by: dt.datetime


def promised(received_at: dt.datetime) -> Promise:
    return Promise(triage(received_at), first_answer(received_at))


def triage(since: dt.datetime) -> dt.datetime:
    return since + dt.timedelta(hours=settings.SITE["promises"]["triage_hours"])


def first_answer(since: dt.datetime) -> dt.datetime:
    return since + dt.timedelta(days=settings.SITE["promises"]["first_answer_days"])
