from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.public.demands import follow_up
from proposals.states import OPEN
from publications.schemas.demand import Step, Totals
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def shown(response: Any) -> set[str]:
    """Keys of the demands that a list shows."""
    return {row["demand"].key for row in response.context["demands"]}


def test_demand_page_reads_two_things_and_its_prerendered_parts(assert_cold_queries: Any, square: None) -> None:
    response = assert_cold_queries("/en/demands/2/", 3)

    assert response.status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_demand_list_costs_the_same_for_more_rows(assert_cold_queries: Any, how_many: int) -> None:
    for number in range(1, how_many + 1):
        published.publish(published.demand(number))

    response = assert_cold_queries("/en/demands/", 7)

    assert len(shown(response)) == how_many


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"1", "2", "3", "4", "5"}),
        ("theme=schools", {"2"}),
        ("theme=partnership", {"3", "4", "5"}),
        ("state=planned", {"3"}),
        ("area=meknes", {"1", "2", "3", "4", "5"}),
        ("area=meknes_prefecture", {"1", "2", "3", "4", "5"}),
        ("area=ouislane", set()),
        ("q=المدارس", {"2"}),
        ("q=4", {"4"}),
        ("q=٤", {"4"}),
        ("q=%E2%80%8F%D9%A4%E2%80%8E", {"4"}),
        ("q=لاشيء", set()),
        ("q=المدارس&state=planned", set()),
        ("year=2018", {"1", "2", "3", "4", "5"}),
        ("year=2018&theme=partnership&state=planned&area=meknes&q=دليل", {"3"}),
        (f"meeting={published.MEETING}&state=planned", {"3"}),
        ("unit=meknes_zone_2", set()),
    ],
)
def test_filter_finds_its_demands(reader: Client, square: None, query: str, found: set[str]) -> None:
    assert shown(reader.get(f"/ar/demands/?{query}")) == found


def test_words_are_looked_up_among_the_demands_that_the_other_filters_leave(reader: Client, square: None) -> None:
    with CaptureQueriesContext(connections[settings.PUBLIC_DATABASE]) as ran:
        reader.get("/ar/demands/", {"q": "المدارس", "theme": "schools", "year": "2018", "area": "meknes"})
    looked_up = [each["sql"] for each in ran if "@@" in each["sql"]]

    assert looked_up
    assert all("theme:schools" in sql and "area:meknes" in sql and "2018-12-31" in sql for sql in looked_up)


@pytest.mark.parametrize(
    "query",
    [
        "theme=nothing",
        "state=secret",
        "author__email__startswith=a",
        "sort=-id",
        "year=1900",
        "year=x",
        "unit=root",
        "meeting=none",
        "page=7",
        "meeting=" + "x" * 300,
        "live__canonical__contains=x",
    ],
)
def test_filter_that_is_not_known_changes_nothing(reader: Client, square: None, query: str) -> None:
    assert shown(reader.get(f"/ar/demands/?{query}")) == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize(
    "place",
    [
        "0",
        "2018-10-17",
        "2018-13-17~1",
        "9999-99-99~1",
        "2018-10-17~x",
        "2018-10-17~01",
        "١٢٣٤-١٢-١٢~1",
        "2018-10-17~1'--",
        "0000-00-00~0",
    ],
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_place_that_cannot_be_is_not_found(reader: Client, square: None, name: str, place: str) -> None:
    assert reader.get("/ar/demands/", {name: place}).status_code == 404


def page_link(response: Any, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', response.content.decode())
    return html.unescape(found[1]) if found else ""


@pytest.mark.slow
def test_pages_follow_one_another_in_both_directions_and_keep_the_filter(reader: Client) -> None:
    for number in range(1, 46):
        published.publish(published.demand(number, state="planned"))
    published.publish(published.demand(46, state="done"))

    first = reader.get("/en/demands/?state=planned")
    second = reader.get("/en/demands/" + page_link(first, "next"))
    third = reader.get("/en/demands/" + page_link(second, "next"))
    back = reader.get("/en/demands/" + page_link(third, "prev"))

    assert [len(shown(page)) for page in (first, second, third)] == [20, 20, 5]
    assert shown(first) | shown(second) | shown(third) == {str(number) for number in range(1, 46)}
    assert shown(back) == shown(second)
    assert (page_link(first, "prev"), page_link(third, "next")) == ("", "")
    assert page_link(reader.get("/en/demands/" + page_link(back, "prev")), "prev") == ""


def test_demand_past_its_date_is_overdue_while_open(reader: Client) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    published.publish(published.demand(1, state="planned", due_on=yesterday))
    published.publish(published.demand(2, state="done", due_on=yesterday))

    assert "is-overdue" in reader.get("/en/demands/1/").content.decode()
    assert "is-overdue" not in reader.get("/en/demands/2/").content.decode()


def test_demand_due_today_is_not_overdue(reader: Client) -> None:
    published.publish(published.demand(1, state="planned", due_on=timezone.localdate()))

    assert "is-overdue" not in reader.get("/en/demands/1/").content.decode()


def test_demand_without_date_or_owner_says_not_set_yet(reader: Client) -> None:
    published.publish(published.demand(1, owner={}))

    html = reader.get("/en/demands/1/").content.decode()

    assert "not set yet" in html
    assert "not named yet" in html


def test_ledger_says_what_was_counted_and_what_was_not(reader: Client) -> None:
    counted = published.heard_at_the_meeting(
        times=3, uncounted=False, unnamed=2, associations=[published.ar("جمعية المثال")]
    )
    totals = Totals(mentions=3, associations=3, meetings=1, concerns=0, uncounted=True)
    published.publish(published.demand(1, mentions=[counted, published.heard_at_the_meeting()], totals=totals))

    html = reader.get("/en/demands/1/").content.decode()

    assert "3 times" in html
    assert "جمعية المثال" in html
    assert "2 associations without their names" in html
    assert "raised several times; number not recorded" in html
    assert "In all, at least" in html


def test_open_states_are_those_of_the_office() -> None:
    assert set(follow_up.OPEN_STATES) == {str(state) for state in OPEN}


def test_way_of_a_demand_that_left_the_main_way_shows_only_what_it_passed() -> None:
    steps = [
        Step(on=published.HELD_ON, state="registered", sentence=published.ar("سُجل.")),
        Step(on=dt.date(2018, 12, 1), state="referred", sentence=published.ar("أحيل على الجماعة.")),
    ]
    demand = published.demand(1, state="referred", since=dt.date(2018, 12, 1), steps=steps)

    way = follow_up.way(demand)

    assert [(stage.state, stage.stage) for stage in way] == [("registered", "past"), ("referred", "now")]


def test_way_marks_what_is_still_to_come() -> None:
    way = follow_up.way(published.demand(1, state="planned"))

    assert [stage.stage for stage in way] == ["past", "past", "now", "", ""]
    assert way[3].on is None
