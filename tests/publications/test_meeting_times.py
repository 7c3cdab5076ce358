"""When a published meeting begins and is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.time_travel import happening
from core.zone import ZONE
from publications import meeting_times
from publications.schemas import MeetingDocument
from tests.factories import text
from tests.portal.public import published

DAY = dt.date(2026, 11, 30)


def document(state: Any = "announced", **facts: Any) -> MeetingDocument:
    return MeetingDocument(
        key="m", title=text("لقاء"), state=state, facts=published.facts(**{"key": "m", "held_on": DAY, **facts})
    )


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> Any:
    return happening(dt.datetime.combine(day, dt.time(hour, minute), ZONE))


@pytest.mark.parametrize(
    ("start", "end", "hour", "begun", "over"),
    [
        (dt.time(17), dt.time(19), (16, 59), False, False),
        (dt.time(17), dt.time(19), (17, 0), True, False),
        (dt.time(17), dt.time(19), (19, 0), True, True),
        (dt.time(17), None, (18, 59), True, False),
        (dt.time(17), None, (19, 0), True, True),
        (None, None, (23, 59), False, False),
    ],
)
def test_hours_count_where_they_are_known(start, end, hour, begun, over):
    facts = document(starts_at=start, ends_at=end).facts

    with at(*hour):
        assert (meeting_times.has_begun(facts), meeting_times.is_over(facts)) == (begun, over)


def test_meeting_without_hour_is_over_on_the_next_day():
    facts = document(starts_at=None, ends_at=None).facts

    with at(0, day=DAY + dt.timedelta(days=1)):
        assert meeting_times.has_begun(facts)
        assert meeting_times.is_over(facts)


def test_meeting_that_ends_after_midnight_is_not_over_at_midnight():
    facts = document(starts_at=dt.time(22), ends_at=dt.time(1)).facts

    with at(0, 30, day=DAY + dt.timedelta(days=1)):
        assert not meeting_times.is_over(facts)
    with at(1, day=DAY + dt.timedelta(days=1)):
        assert meeting_times.is_over(facts)


@pytest.mark.parametrize(
    ("state", "shown"),
    [("announced", "passed"), ("closed", "closed"), ("postponed", "postponed"), ("cancelled", "cancelled")],
)
def test_only_an_announced_meeting_is_shown_as_passed(state, shown):
    meeting = document(state, starts_at=dt.time(17), ends_at=dt.time(19))

    with at(20):
        assert meeting_times.state_for_readers(meeting) == shown
    with at(16):
        assert meeting_times.state_for_readers(meeting) == state


@pytest.mark.parametrize(("day", "over"), [(dt.date.max, False), (dt.date.min, True), (dt.date(202, 3, 1), True)])
def test_impossible_day_of_an_old_edition_is_no_error(day, over):
    facts = document(held_on=day, starts_at=dt.time(22), ends_at=dt.time(1)).facts

    assert (meeting_times.has_begun(facts), meeting_times.is_over(facts)) == (over, over)
