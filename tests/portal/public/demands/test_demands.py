from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.public.demands import follow_up
from proposals.states import OPEN
from publications.schemas.demand import Step, Totals
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def shown(response: Any) -> set[str]:
    """Keys of the demands that a list shows."""
    return {row["demand"].key for row in response.context["demands"]}


def test_demand_page_reads_one_thing(cold_queries: Any, square: None) -> None:
    response = cold_queries("/en/demands/2/", 1)

    assert response.status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_demand_list_costs_the_same_for_more_rows(cold_queries: Any, how_many: int) -> None:
    for number in range(1, how_many + 1):
        published.publish(published.demand(number))

    response = cold_queries("/en/demands/", 4)

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
        ("q=لاشيء", set()),
        ("q=المدارس&state=planned", set()),
    ],
)
def test_filter_finds_its_demands(reader: Client, square: None, query: str, found: set[str]) -> None:
    assert shown(reader.get(f"/ar/demands/?{query}")) == found


@pytest.mark.parametrize(
    "query", ["theme=nothing", "state=secret", "author__email__startswith=a", "sort=-id", "live__canonical__contains=x"]
)
def test_filter_that_is_not_known_changes_nothing(reader: Client, square: None, query: str) -> None:
    assert shown(reader.get(f"/ar/demands/?{query}")) == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize("page", ["0", "2", "501", "99999999999999999999", "-1", "1.5", "١", "x", "1'--"])
def test_page_that_cannot_be_is_not_found(reader: Client, square: None, page: str) -> None:
    assert reader.get("/ar/demands/", {"page": page}).status_code == 404


def test_second_page_keeps_the_filter(reader: Client) -> None:
    for number in range(1, 23):
        published.publish(published.demand(number, state="planned"))

    first = reader.get("/en/demands/?state=planned")
    second = reader.get("/en/demands/?state=planned&page=2")

    assert "?state=planned&amp;page=2" in first.content.decode()
    assert len(shown(second)) == 2


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
