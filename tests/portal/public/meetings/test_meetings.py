from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import Meeting
from consultations.planning import agenda, announcement
from consultations.planning.outstanding_demands import outstanding
from core.time_travel import happening
from core.zone import ZONE
from proposals.demands import follow_up
from proposals.models import Demand
from reference.models import Institution
from tests import factories
from tests.days import in_days, today
from tests.factories import text
from tests.portal.public.calendar.test_calendars import announced, events

pytestmark = pytest.mark.django_db


def page_of(path: str) -> str:
    return Client().get(path).content.decode()


def test_list_begins_with_the_nearest_meeting_to_come(head: Any) -> None:
    for days, name in ((30, "لقاء بعيد"), (3, "لقاء قريب"), (-40, "لقاء مضى")):
        announced(head, held_on=in_days(days), title=text(name))

    page = page_of("/ar/meetings/")

    assert page.index("لقاء قريب") < page.index("لقاء بعيد") < page.index("لقاء مضى")
    assert page.count("لقاء قريب") == 1


def test_page_leads_to_the_feeds_of_its_unit_and_themes(head: Any) -> None:
    meeting = factories.meeting(held_on=in_days(3))
    meeting.themes.add(factories.theme())
    factories.announce(meeting, by=head)

    page = page_of(f"/fr/meetings/{meeting.key}/")

    assert f"/fr/meetings/units/{meeting.unit.key}.ics" in page
    assert f"/fr/themes/{factories.theme().key}/meetings.ics" in page


def test_meeting_called_off_is_struck_in_the_month_and_leads_to_the_edition_before(head: Any) -> None:
    meeting = announced(head, held_on=today())
    month = f"/fr/meetings/calendar/{today().year}/{today().month}/"
    before, first = page_of(month), page_of(f"/fr/meetings/{meeting.key}/")
    announcement.cancel(meeting, by=head, sentence=text("ألغي."))

    after, second = page_of(month), page_of(f"/fr/meetings/{meeting.key}/")

    # Once in the grid and once in the list below it.
    assert (before.count("Annulée"), after.count("Annulée")) == (0, 2)
    assert "editions/1.json" not in first
    assert f"/fr/meetings/{meeting.key}/editions/1.json" in second


def test_calendars_name_what_does_not_take_place(head: Any) -> None:
    meeting = announced(head)
    announcement.cancel(meeting, by=head, sentence=text("ألغي."))

    (event,) = events(f"/fr/meetings/{meeting.key}/meeting.ics")

    assert str(event["summary"]) == "Annulée\u00a0: Rencontre écoles"


@pytest.mark.parametrize("is_example", [True, False])
def test_example_is_marked_in_lists_and_calendar_files(is_example: bool, head: Any) -> None:
    meeting = factories.meeting(held_on=in_days(3))
    Meeting.objects.update(is_demonstration=is_example)
    meeting.refresh_from_db()
    factories.announce(meeting, by=head)

    (event,) = events(f"/fr/meetings/{meeting.key}/meeting.ics")

    for path in ("/fr/", "/fr/meetings/", f"/fr/meetings/{meeting.key}/"):
        assert ("Document de démonstration" in page_of(path)) == is_example
    assert ("Document de démonstration" in str(event.get("description", ""))) == is_example


@pytest.mark.slow
@pytest.mark.parametrize("is_example", [True, False])
def test_demand_of_examples_only_is_an_example(is_example: bool, head: Any) -> None:
    writer = factories.scribe()
    meeting = factories.closed_meeting(writer)
    Meeting.objects.update(is_demonstration=is_example)
    meeting.refresh_from_db()
    point = factories.demand_point(meeting)
    factories.published_report(by=writer, head=head, at=meeting)

    page = page_of(f"/fr/demands/{point.demand.key}/")

    assert ("Document de démonstration" in page) == is_example


@pytest.mark.slow
def test_what_an_approval_publishes_stands_at_once_with_the_meetings_that_asked(editor: Any, head: Any) -> None:
    """The report that raised the demand, and the next meeting, whose agenda began with it; a later agenda begins without it."""
    raised = factories.published_report(by=editor, head=head).meeting
    demand = Demand.objects.get()
    following = factories.meeting(held_on=in_days(3), unit=raised.unit)
    agenda.begin_with_outstanding(following, by=editor)
    factories.announce(following, by=head)
    pages = [f"/fr/meetings/{following.key}/", f"/fr/reports/{raised.key}/"]
    before = [page_of(page) for page in pages]
    body = Institution.objects.get(key="commune_meknes")
    draft = factories.follow_up(demand, by=editor, move="refer", body=body, answer=text("جواب"))

    factories.approve_follow_up(follow_up.send(draft, by=editor), by=head)

    after = [page_of(page) for page in pages]
    assert ["is-registered" in page for page in before] == [True, True]
    assert ["is-referred" in page for page in after] == [True, True]
    assert ["is-registered" in page for page in after] == [False, False]
    later = factories.meeting(held_on=in_days(9), unit=raised.unit)
    assert (list(outstanding(following)), list(outstanding(later))) == ([], [])
    assert [item.demand for item in following.agenda_items.all()] == [demand]


@pytest.mark.parametrize("days", [3, -3])
def test_headings_of_a_meeting_are_true_before_and_after_its_day(days: int, head: Any) -> None:
    meeting = announced(head, held_on=in_days(3), invitation_rule=text("تُدعى الجمعيات."))
    day = timezone.now() + dt.timedelta(days=3 - days)

    with happening(day):
        page = page_of(f"/en/meetings/{meeting.key}/")

    assert "The invitation" in page
    assert not re.search(r"is to be|will be discussed|Who is invited", page)


def at(hour: int) -> Any:
    return happening(dt.datetime.combine(in_days(3), dt.time(hour), ZONE))


def of_the_evening(head: Any, **values: Any) -> Meeting:
    fields = {"held_on": in_days(3), "starts_at": dt.time(17), "ends_at": dt.time(19), **values}
    return announced(head, title=text("لقاء المساء", fr="Rencontre du soir"), **fields)


@pytest.mark.parametrize(("hour", "is_coming"), [(18, True), (19, False)])
def test_meeting_whose_hours_have_passed_is_not_announced_any_more(head: Any, hour: int, is_coming: bool) -> None:
    for days in (-9, 9):
        announced(head, held_on=in_days(days), title=text("لقاء آخر"))
    meeting = of_the_evening(head, axes=[text("محور")])

    with at(hour):
        page, listed, home = (page_of(f"/fr/{path}") for path in (f"meetings/{meeting.key}/", "meetings/", ""))

    # In the list also the one of nine days ago.
    assert (page.count("Date passée"), listed.count("Date passée")) == ((0, 1) if is_coming else (1, 2))
    assert ("meeting.ics" in page) == is_coming
    assert (listed.index("Rencontre du soir") < listed.index("Rencontres précédentes")) == is_coming
    assert ("Rencontre du soir" in home) == is_coming


@pytest.mark.parametrize(("hour", "is_open"), [(16, True), (17, False)])
def test_registration_is_offered_until_the_meeting_begins(head: Any, hour: int, is_open: bool) -> None:
    meeting = of_the_evening(head, takes_registrations=True)

    with at(hour):
        page = page_of(f"/fr/meetings/{meeting.key}/")
        form = page_of(f"/register/{meeting.key}/")

    assert ("/register/" in page) == is_open
    assert ('name="organisation"' in form) == is_open


def test_list_with_meetings_that_are_over_costs_no_more_queries(head: Any, assert_cold_queries: Any) -> None:
    of_the_evening(head)
    with at(20):
        one = assert_cold_queries("/ar/meetings/", 3)
    for _number in range(2):
        of_the_evening(head)
    with at(20):
        three = assert_cold_queries("/ar/meetings/", 3)

    assert (one.status_code, three.content.decode().count("لقاء المساء")) == (200, 3)
