"""The rules of Morocco's time zone as a VTIMEZONE of a calendar file (RFC 5545, 3.6.5), made from the locked ``tzdata``.

A phone whose own rules are old shows an hour in UTC wrongly, and an hour with ``TZID`` rightly: it is the hour on the clock there. Morocco's
changes follow the moon (Ramadan) and decrees, so no yearly rule holds: each change is told by its date, and only those of the days in the
file, since Outlook reads few.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from icalendar import Timezone, TimezoneStandard

from core.zone import NAME, ZONE

NO_TIME: Final = dt.timedelta(0)
HALF_A_DAY: Final = dt.timedelta(hours=12)
# Where no change lies within a year before the first day, the rule is told as of this far back.
LONGEST_BEFORE: Final = dt.timedelta(days=400)


def time_zone(first: dt.date, last: dt.date) -> Timezone:
    """Valid for all hours from ``first`` to ``last``."""
    zone = Timezone()
    zone.add("tzid", NAME)
    for change, before, after in _told(first, last):
        zone.add_component(_standard(change, before, after))
    return zone


def _standard(change: dt.datetime, before: dt.timedelta, after: dt.timedelta) -> TimezoneStandard:
    """Always STANDARD: Morocco's DAYLIGHT of Ramadan would be an hour less, which no calendar program expects."""
    rule = TimezoneStandard()
    # The local hour on the clock that was valid before, without a zone.
    rule.add("dtstart", (change + before).replace(tzinfo=None))
    rule.add("tzoffsetfrom", before)
    rule.add("tzoffsetto", after)
    rule.add("tzname", change.astimezone(ZONE).tzname())
    return rule


Change = tuple[dt.datetime, dt.timedelta, dt.timedelta]


@lru_cache(maxsize=64)
def _told(first: dt.date, last: dt.date) -> tuple[Change, ...]:
    """The last change before ``first`` and those up to ``last``: the moment in UTC, and the offsets before and after it."""
    begin, end = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (first, last))
    begin, end = begin - HALF_A_DAY, end + 4 * HALF_A_DAY
    found = list(_changes(begin - LONGEST_BEFORE, end))
    earlier = [change for change in found if change[0] <= begin]
    if not earlier:
        start = begin - LONGEST_BEFORE
        earlier = [(start, _offset(start), _offset(start))]
    return (earlier[-1], *(change for change in found if change[0] > begin))


def _changes(begin: dt.datetime, end: dt.datetime) -> Iterator[Change]:
    moment = begin
    while moment < end:
        later = moment + HALF_A_DAY
        if _offset(moment) != _offset(later):
            yield _found(moment, later), _offset(moment), _offset(later)
        moment = later


def _found(before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """The first second with the new offset, between the two."""
    changed = _offset(after)
    while after - before > dt.timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _offset(middle) == changed:
            after = middle
        else:
            before = middle
    return after


def _offset(moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(ZONE).utcoffset() or NO_TIME
