"""The announced meetings that are not over."""

from __future__ import annotations

import datetime as dt
from typing import cast

from core import clock
from publications import meeting_times, reader
from publications.models import Document
from publications.schemas import MeetingDocument

NIGHT = dt.timedelta(days=1)
# Rows that are read beside those that are shown: meetings of yesterday and today that are over.
MOST_OVER = 20


def coming(count: int) -> list[Document]:
    """At most ``count``, the nearest first. One query."""
    # From yesterday on: a meeting of the evening may end after midnight.
    announced = reader.documents("meeting").in_state("announced").filter(listed_on__gte=clock.today() - NIGHT)
    rows = announced.order_by("listed_on", "id")[: count + MOST_OVER]
    return [row for row in rows if row.live and meeting_times.is_coming(cast(MeetingDocument, row.live.body))][:count]
