"""Calendar files as Outlook, Google and Apple read them, by two independent readers: ``icalendar`` and ``ical``."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from consultations.planning import announcement
from core.zone import NAME, ZONE
from publications.time_zone_rules import time_zone
from tests.days import in_days
from tests.factories import text
from tests.portal.public.calendar.test_calendars import announced

pytestmark = pytest.mark.django_db


def file_of(path: str) -> str:
    return Client().get(path).content.decode()


def lines(content: str) -> list[str]:
    """Unfolded: a line that begins with a space goes on."""
    return content.replace("\r\n ", "").split("\r\n")


def both(content: str) -> tuple[list[Any], list[Any]]:
    return Calendar.from_ical(content).walk("VEVENT"), IcsCalendarStream.calendar_from_ics(content).events


def test_hour_is_the_one_on_the_clock_in_morocco_with_the_name_of_its_zone(head: Any) -> None:
    meeting = announced(head, starts_at=dt.time(17), ends_at=dt.time(19))

    written = lines(file_of(f"/ar/meetings/{meeting.key}/meeting.ics"))

    assert f"DTSTART;TZID=Africa/Casablanca:{in_days(10):%Y%m%d}T170000" in written
    assert f"DTEND;TZID=Africa/Casablanca:{in_days(10):%Y%m%d}T190000" in written
    assert "TZID:Africa/Casablanca" in written


def test_two_readers_find_the_same_times_texts_and_address(head: Any) -> None:
    meeting = announced(
        head, starts_at=dt.time(22), ends_at=dt.time(0, 30), axes=[text("محور طويل، " * 20)], venue=text("دار; الشباب")
    )

    (one,), (other,) = both(file_of(f"/ar/meetings/{meeting.key}/meeting.ics"))

    start = dt.datetime.combine(in_days(10), dt.time(22), ZONE)
    assert one.start == other.start == start
    assert one.end == other.end == start + dt.timedelta(hours=2, minutes=30)
    assert str(one["summary"]) == other.summary == "لقاء المدارس"
    assert str(one["location"]) == other.location == "دار; الشباب"
    assert str(one["description"]) == other.description
    assert str(one["uid"]) == other.uid


def test_meeting_without_end_has_one_and_says_that_it_is_assumed(head: Any) -> None:
    meeting = announced(head, starts_at=dt.time(17))

    (one,), (other,) = both(file_of(f"/fr/meetings/{meeting.key}/meeting.ics"))

    assert one.end - one.start == other.end - other.start == dt.timedelta(hours=2)
    assert "durée de deux heures" in str(one["description"])


@pytest.mark.parametrize("hours", [{}, {"starts_at": dt.time(17)}, {"starts_at": dt.time(17), "ends_at": dt.time(19)}])
def test_every_event_has_an_end_and_the_address_of_its_page_twice(head: Any, settings: Any, hours: Any) -> None:
    meeting = announced(head, **hours)
    page = f"{settings.PUBLIC_ORIGIN}/fr/meetings/{meeting.key}/"

    (one,), (other,) = both(file_of(f"/fr/meetings/{meeting.key}/meeting.ics"))

    assert "DTEND" in one or "DURATION" in one
    assert str(one["url"]) == str(other.url) == page
    assert str(one["description"]).splitlines()[-1] == other.description.splitlines()[-1] == page


def test_feed_of_all_kinds_is_read_by_both(head: Any) -> None:
    announced(head)
    announced(head, starts_at=dt.time(9))
    for act in (announcement.cancel, announcement.postpone):
        act(announced(head, starts_at=dt.time(17), ends_at=dt.time(19)), by=head, sentence=text("سبب."))

    ones, others = both(file_of("/ar/meetings/calendar.ics"))

    assert sorted(str(each["uid"]) for each in ones) == sorted(each.uid for each in others)
    assert sorted(str(each["status"]) for each in ones) == ["CANCELLED", "CONFIRMED", "CONFIRMED", "TENTATIVE"]


def test_lines_end_as_the_standard_says_and_are_no_longer_than_75_bytes(head: Any) -> None:
    meeting = announced(head, starts_at=dt.time(9), axes=[text("محور طويل جدا " * 30)])

    content = Client().get(f"/ar/meetings/{meeting.key}/meeting.ics").content

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75


def offsets(zone: Any) -> list[tuple[str, dt.timedelta, dt.timedelta]]:
    """Of each rule: the local hour of the change as written, offset before, offset after."""
    return [
        (rule["dtstart"].to_ical().decode(), rule["tzoffsetfrom"].td, rule["tzoffsetto"].td)
        for rule in zone.subcomponents
    ]


HOUR, NONE = dt.timedelta(hours=1), dt.timedelta(0)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (dt.date(2026, 11, 30), dt.date(2026, 11, 30), [("20260920T020000", HOUR, NONE)]),
        (dt.date(2026, 2, 20), dt.date(2026, 2, 20), [("20260215T030000", HOUR, NONE)]),
        (
            dt.date(2026, 2, 1),
            dt.date(2026, 4, 1),
            [("20250406T020000", NONE, HOUR), ("20260215T030000", HOUR, NONE), ("20260322T020000", NONE, HOUR)],
        ),
    ],
    ids=["summer hour given up", "Ramadan", "before, in and after Ramadan"],
)
def test_rules_tell_the_changes_of_the_days_in_the_file(first: dt.date, last: dt.date, expected: Any) -> None:
    assert offsets(time_zone(first, last)) == expected


@pytest.mark.parametrize("day", [dt.date(2012, 5, 1), dt.date(2018, 10, 17), dt.date(2024, 3, 20), dt.date(2031, 1, 5)])
def test_rules_alone_give_the_same_moment_as_the_locked_zone(day: dt.date) -> None:
    """By the file only, as a program with old rules of its own that follows the file."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//x//y")
    calendar.add_component(time_zone(day, day + dt.timedelta(days=3)))
    rules = offsets(Calendar.from_ical(calendar.to_ical()).walk("VTIMEZONE")[0])

    for hours in range(0, 72, 5):
        local = dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=hours)
        in_force = [after for start, _before, after in rules if dt.datetime.strptime(start, "%Y%m%dT%H%M%S") <= local]
        assert in_force[-1] == local.replace(tzinfo=ZONE).utcoffset(), local


def test_zone_is_named_as_phones_know_it() -> None:
    assert str(time_zone(in_days(10), in_days(10))["tzid"]) == NAME == "Africa/Casablanca"
