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

from publications.models import Document
from publications.schemas import AreaRef
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def shown(response: Any) -> list[str]:
    return [row["demand"].key for row in response.context["demands"]]


def publish_waiting(number: int, days: int, **changed: Any) -> None:
    """A demand that was registered ``days`` ago and has no answer."""
    day = timezone.localdate() - dt.timedelta(days=days)
    facts = {"state": "registered", "registered_on": day, "since": day, "promise_on": day + dt.timedelta(days=30)}
    published.publish(published.demand(number, **facts | changed), listed_on=day)


def unanswered(response: Any) -> list[tuple[str, int]]:
    return [(row.demand.key, row.days) for row in response.context["waiting"]["rows"]]


def test_what_nobody_answered_stands_first_the_oldest_on_top_whatever_the_filter(reader: Client) -> None:
    publish_waiting(1, 31)
    publish_waiting(2, 74)
    publish_waiting(3, 30)
    publish_waiting(4, 90, answered_on=timezone.localdate())
    publish_waiting(5, 90, state="closed")

    for query in ("", "?state=done", "?q=xyz"):
        assert unanswered(reader.get(f"/en/demands/{query}")) == [("2", 74), ("1", 31)]


def test_bar_of_a_waiting_demand_is_drawn_against_both_promises(reader: Client) -> None:
    for number, days in enumerate((35, 74, 500), 1):
        publish_waiting(number, days)

    rows = reader.get("/en/demands/").context["waiting"]["rows"]

    assert [(row.within, row.late, row.broken) for row in rows] == [(30, 30, 30), (30, 30, 14), (30, 5, 0)]


def test_unanswered_demands_have_a_page_of_their_own_when_there_are_many(reader: Client) -> None:
    for number in range(1, 24):
        publish_waiting(number, 40 + number % 3)

    tracker = reader.get("/en/demands/")
    first = reader.get("/en/demands/unanswered/")
    link = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert link
    second = reader.get("/en/demands/unanswered/" + html.unescape(link[1]))

    assert "All 23 demands without an answer" in tracker.content.decode()
    assert first.context["total"] == 23
    days = [row.days for page in (first, second) for row in page.context["rows"]]
    assert days == sorted(days, reverse=True)
    assert len({row.demand.key for page in (first, second) for row in page.context["rows"]}) == 23


@pytest.mark.parametrize("area", ["meknes_prefecture", "meknes", "ouislane"])
def test_demand_for_the_whole_territory_appears_under_each_area(reader: Client, area: str) -> None:
    whole = AreaRef(key="meknes_prefecture", name=published.ar("العمالة"))
    published.publish(published.demand(1, areas=[whole]))
    published.publish(published.demand(2, areas=[AreaRef(key="toulal", name=published.ar("تولال"))]))

    expected = ["1", "2"] if area == "meknes_prefecture" else ["1"]
    assert sorted(shown(reader.get(f"/ar/areas/{area}/"))) == expected
    assert sorted(shown(reader.get(f"/ar/demands/?area={area}"))) == expected


def test_area_page_counts_what_lies_in_it_and_not_the_demands_for_wider_areas(reader: Client) -> None:
    whole = AreaRef(key="meknes_prefecture", name=published.ar("العمالة"))
    published.publish(published.demand(1, areas=[whole]))
    published.publish(published.demand(2, areas=[published.CITY, whole]))

    totals = [reader.get(f"/en/areas/{key}/").context["total"] for key in ("meknes_prefecture", "meknes", "ouislane")]

    assert totals == [2, 1, 0]


@pytest.mark.parametrize(
    ("query", "total"),
    [("", 5), ("state=planned", 1), ("year=2018", 5), ("state=planned&year=2018", None), ("q=دليل", None)],
)
def test_number_of_demands_is_told_where_it_is_kept(
    reader: Client, square: None, query: str, total: int | None
) -> None:
    assert reader.get(f"/en/demands/?{query}").context["filters"].total == total


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?theme=schools",
        "?area=meknes",
        "?state=planned&year=2018",
        "?unit=meknes",
        "?q=دليل&theme=partnership&area=meknes",
    ],
)
def test_tracker_costs_the_same_for_more_demands(assert_cold_queries: Any, query: str) -> None:
    queries = 4 if query else 5  # the version of the square is not asked for an address with a query
    for number in range(1, 4):
        published.publish(published.demand(number))
    assert_cold_queries(f"/en/demands/{query}", queries)

    for number in range(4, 9):
        published.publish(published.demand(number))
    assert_cold_queries(f"/en/demands/{query}", queries)


def test_list_of_a_meeting_names_it(reader: Client, square: None) -> None:
    page = reader.get(f"/ar/demands/?meeting={published.MEETING}")

    assert published.meeting().title.ar in page.content.decode()
    assert Document.objects.under(f"meeting:{published.MEETING}").count() == len(shown(page)) == 5


def test_list_of_a_year_begins_at_the_end_of_that_year(reader: Client) -> None:
    """Not at the newest demand, from which PostgreSQL would read all that follow to find the first page."""
    for number, year in enumerate((2018, 2018, 2019), 1):
        published.publish(published.demand(number), listed_on=dt.date(year, 12, 31))

    with CaptureQueriesContext(connections[settings.PUBLIC_DATABASE]) as queries:
        page = reader.get("/en/demands/?year=2018")

    assert set(shown(page)) == {"1", "2"}
    assert any("BETWEEN '2018-01-01'::date AND '2018-12-31'::date" in query["sql"] for query in queries)
