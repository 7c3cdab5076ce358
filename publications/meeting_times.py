"""When a published meeting begins and when it is over. The announced hours count where they are known, the day where they are not."""

from __future__ import annotations

import datetime as dt
from typing import Final

from core import clock, date_limits
from core.zone import ZONE
from publications.schemas import MeetingDocument
from publications.schemas.meeting import MeetingFacts

# Assumed where no end was announced.
USUAL_LENGTH: Final = dt.timedelta(hours=2)


def begins(facts: MeetingFacts) -> dt.datetime | None:
    """``None`` if the hour is unknown, and for a day of an old edition with which nobody can reckon, for instance of the year 9999."""
    day = facts.held_on
    if day is None or facts.starts_at is None or not date_limits.FIRST <= day <= date_limits.LAST:
        return None
    return dt.datetime.combine(day, facts.starts_at, ZONE)


def ends(facts: MeetingFacts) -> dt.datetime | None:
    """The announced end, otherwise :data:`USUAL_LENGTH` after the beginning; ``None`` if the hour is unknown."""
    start = begins(facts)
    if start is None:
        return None
    if facts.ends_at is None:
        # Added in UTC: on the night of a change of the clock, local hours are longer or shorter.
        return (start.astimezone(dt.UTC) + USUAL_LENGTH).astimezone(ZONE)
    return dt.datetime.combine(start.date() + dt.timedelta(days=facts.ends_next_day), facts.ends_at, ZONE)


def has_begun(facts: MeetingFacts) -> bool:
    """Nothing automatic happens from here on: no registration, no place from the waiting list, no mail."""
    start = begins(facts)
    return _day_has_passed(facts) if start is None else clock.now() >= start


def is_over(facts: MeetingFacts) -> bool:
    end = ends(facts)
    return _day_has_passed(facts) if end is None else clock.now() >= end


def is_ahead(meeting: MeetingDocument) -> bool:
    """Whether its page speaks of what is to come; also for a meeting that was called off, until its hours have passed."""
    return meeting.state != "closed" and not is_over(meeting.facts)


def is_coming(meeting: MeetingDocument) -> bool:
    """Announced, and not over."""
    return meeting.state == "announced" and not is_over(meeting.facts)


def state_for_readers(meeting: MeetingDocument) -> str:
    """The published state; ``passed`` for an announced meeting whose hours have passed, as long as no report says what became of it."""
    return "passed" if meeting.state == "announced" and is_over(meeting.facts) else meeting.state


def _day_has_passed(facts: MeetingFacts) -> bool:
    """Also of a meeting without a known day: only what was held is published without one."""
    return facts.held_on is None or facts.held_on < clock.today()
