from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from consultations.models import Meeting
from consultations.planning import announcement, meetings
from tests import factories
from tests.days import in_days
from tests.factories import text

pytestmark = pytest.mark.django_db


def announced(head: Any, **values: Any) -> Meeting:
    fields = {"held_on": in_days(10), "title": text("لقاء المدارس", fr="Rencontre écoles"), **values}
    made = factories.meeting(**fields)
    return factories.announce(made, by=head)


def events(path: str) -> list[Any]:
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_file_of_a_meeting_says_when_and_where_in_the_language_of_the_address(head):
    meeting = announced(head, starts_at=dt.time(18, 0), ends_at=dt.time(20, 0), axes=[text("محور")])

    (event,) = events(f"/fr/meetings/{meeting.key}/meeting.ics")

    assert str(event["summary"]) == "Rencontre écoles"
    start = dt.datetime.combine(in_days(10), dt.time(18, 0), timezone.get_default_timezone())
    assert event["dtstart"].dt == start
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=2)
    assert "محور" in str(event["description"])
    assert str(event["status"]) == "CONFIRMED"


def test_meeting_that_ends_after_midnight_ends_on_the_next_day(head):
    meeting = announced(head, starts_at=dt.time(21, 0), ends_at=dt.time(0, 30))

    (event,) = events(f"/ar/meetings/{meeting.key}/meeting.ics")
    page = Client().get(f"/fr/meetings/{meeting.key}/").content.decode()

    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=3, minutes=30)
    assert "après minuit" in page


def test_meeting_without_hour_takes_the_whole_day(head):
    meeting = announced(head)

    (event,) = events(f"/ar/meetings/{meeting.key}/meeting.ics")

    assert event["dtstart"].dt == in_days(10)


def test_meeting_called_off_is_struck_out_of_the_calendar_it_was_in(head):
    meeting = announced(head)
    (before,) = events("/ar/meetings/calendar.ics")
    announcement.cancel(meeting, by=head, sentence=text("ألغي."))

    (after,) = events("/ar/meetings/calendar.ics")

    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert str(after["status"]) == "CANCELLED"


def test_postponed_meeting_holds_nobodys_time_until_its_new_day_is_known(head):
    meeting = announced(head, starts_at=dt.time(18, 0), ends_at=dt.time(20, 0))
    (before,) = events("/ar/meetings/calendar.ics")
    announcement.postpone(meeting, by=head, sentence=text("أُجل."))

    (after,) = events("/ar/meetings/calendar.ics")

    assert "transp" not in before
    assert (after["dtstart"].dt, str(after["transp"]), str(after["status"])) == (
        in_days(10),
        "TRANSPARENT",
        "TENTATIVE",
    )


def test_feeds_hold_the_meetings_of_their_unit_and_theme_only(head):
    announced(head, themes=[factories.theme()])
    announced(head, unit=factories.unit("meknes"), held_on=in_days(11))

    assert len(events("/ar/meetings/calendar.ics")) == 2
    assert len(events("/ar/meetings/units/meknes.ics")) == 2
    assert len(events("/ar/meetings/units/meknes_district_2.ics")) == 1
    assert len(events(f"/ar/themes/{factories.theme().key}/meetings.ics")) == 1


def test_feed_tells_nothing_of_a_plan(head):
    secret = factories.meeting(held_on=in_days(10), title=text("خطة لم تعلن"))

    assert events("/ar/meetings/calendar.ics") == []
    assert Client().get(f"/ar/meetings/{secret.key}/meeting.ics").status_code == 404


def test_month_leads_to_the_nearest_ones_that_have_a_meeting(head):
    for day in (dt.date(2018, 10, 17), dt.date(2019, 4, 12), dt.date(2021, 1, 5)):
        announced(head, held_on=day)

    middle = Client().get("/ar/meetings/calendar/2019/4/")
    last = Client().get("/ar/meetings/calendar/2021/1/")

    assert (middle.context["before"], middle.context["after"]) == (dt.date(2018, 10, 1), dt.date(2021, 1, 1))
    assert (last.context["before"], last.context["after"]) == (dt.date(2019, 4, 1), None)


def test_month_with_more_meetings_costs_no_more_queries(head, assert_cold_queries):
    path = f"/ar/meetings/calendar/{in_days(10).year}/{in_days(10).month}/"
    announced(head)
    assert assert_cold_queries(path, 3).status_code == 200

    for _number in range(3):
        announced(head, title=text("لقاء آخر"))
    response = assert_cold_queries(path, 3)

    assert response.content.decode().count("لقاء آخر") == 6


@pytest.mark.parametrize("path", ["2018/13", "2018/0", "0/1", "999999/1"])
def test_month_that_does_not_exist_is_not_found(path, db):
    assert Client().get(f"/ar/meetings/calendar/{path}/").status_code == 404


def test_line_breaks_in_a_title_add_no_line_to_the_file(head):
    meeting = announced(head, title=text("لقاء\r\nATTENDEE:mailto:x"))

    (event,) = events(f"/ar/meetings/{meeting.key}/meeting.ics")

    assert "attendee" not in event


def test_editing_an_announced_meeting_changes_no_feed(head):
    meeting = announced(head)
    meetings.edit(meeting, by=factories.scribe(), version=1, axes=[], title=text("عنوان آخر"))

    (event,) = events("/ar/meetings/calendar.ics")

    assert str(event["summary"]) == "لقاء المدارس"
