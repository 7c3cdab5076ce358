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

from portal.public.demands import voice
from publications.models import Document
from publications.schemas import AreaRef
from publications.schemas.demand import Answer, Relation, Verdict
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
def test_tracker_costs_the_same_for_more_demands(reader: Client, assert_cold_queries: Any, query: str) -> None:
    # The version of the square is not asked for an address with a query. Words are looked up before the list is read.
    queries = 2 if not query or "q=" in query else 1
    for numbers in (range(1, 4), range(4, 9)):
        for number in numbers:
            published.publish(published.demand(number))
            publish_waiting(100 + number, 40)

        reader.get(
            f"/fr/demands/{query}"
        )  # after a publication a process reads once what all pages of the tracker show
        assert_cold_queries(f"/en/demands/{query}", queries)


def test_tracker_that_a_process_shows_first_costs_the_same_for_more_demands(assert_cold_queries: Any) -> None:
    for numbers in (range(1, 4), range(4, 9)):
        for number in numbers:
            published.publish(published.demand(number))
            publish_waiting(100 + number, 40)

        assert_cold_queries("/en/demands/?state=planned", 7)


def test_filter_by_meeting_costs_two_queries_more(reader: Client, square: None, assert_cold_queries: Any) -> None:
    query = f"?meeting={published.MEETING}"
    reader.get(f"/fr/demands/{query}")

    assert_cold_queries(f"/en/demands/{query}", 3)


def test_row_shows_a_sign_for_each_verdict_on_the_last_answer(reader: Client) -> None:
    words = ("not_solved", "solved", "partly", "solved")
    verdicts = [
        Verdict.model_validate({"answer": min(place, 1), "on": published.HELD_ON, "word": word})
        for place, word in enumerate(words)
    ]
    answers = [Answer(on=published.HELD_ON, text=published.ar("جواب"))] * 2
    published.publish(published.demand(1, answers=answers, verdicts=verdicts, asked=4))
    published.publish(published.demand(2))

    page = reader.get("/en/demands/").content.decode()

    rows = page.split('<ol class="rows">')[1].split("</ol>")[0]
    assert re.findall(r'<i class="piece is-(\w+)"></i>', rows) == ["done", "done", "partly_done"]
    assert "Verdicts of associations: solved 2, partly solved 1" in " ".join(page.split())


@pytest.mark.parametrize(("given", "drawn"), [(voice.MOST_DRAWN, voice.MOST_DRAWN), (voice.MOST_DRAWN + 1, 0)])
def test_row_with_many_verdicts_tells_their_numbers_alone(reader: Client, given: int, drawn: int) -> None:
    verdict = Verdict.model_validate({"answer": 0, "on": published.HELD_ON, "word": "solved"})
    answers = [Answer(on=published.HELD_ON, text=published.ar("جواب"))]
    published.publish(published.demand(1, answers=answers, verdicts=[verdict] * given))

    [row] = re.findall(
        r'<span class="verdict">.*?</i>\s*</span>|<span class="verdict">.*?</span>\s*</span>',
        reader.get("/en/demands/").content.decode(),
        re.S,
    )

    assert row.count("<i ") == drawn
    assert f"solved {given}" in row


def test_number_of_a_merged_demand_finds_the_one_that_it_is_part_of(reader: Client) -> None:
    on = dt.date(2026, 5, 3)
    for number, whole, is_listed in ((19, 12, False), (12, 5, False), (5, None, True)):
        relations = [Relation(relation="merged_into", number=whole, title=published.ar("م"), on=on)] if whole else []
        body = published.demand(number, merged_into=whole, relations=relations)
        published.publish(body, is_listed=is_listed)
        on += dt.timedelta(days=1)

    page = reader.get("/en/demands/?q=19")

    assert shown(page) == ["5"]
    assert "19 has been part of 5 since" in " ".join(page.content.decode().split())
    assert "4 May 2026" in page.content.decode()
    assert "has been part of" not in reader.get("/en/demands/?q=5").content.decode()


def test_number_that_no_demand_has_finds_nothing(reader: Client) -> None:
    assert shown(reader.get("/en/demands/?q=404")) == []


def test_filter_by_meeting_is_shown_and_can_be_taken_away(reader: Client, square: None) -> None:
    page = reader.get(f"/en/meetings/{published.MEETING}/").content.decode()
    [address] = re.findall(r'href="(/en/demands/\?meeting=[^"]+)">\s*5 demands were raised in this meeting', page)

    tracker = reader.get(address + "&state=planned").content.decode()
    [without] = re.findall(r'href="([^"]+)">Show the demands of all meetings', tracker)

    assert without == "?state=planned"
    assert f'href="/en/meetings/{published.MEETING}/"' in tracker


def test_meeting_in_which_no_demand_was_raised_has_no_link_to_demands(reader: Client) -> None:
    published.publish(published.meeting())

    assert "/en/demands/?meeting=" not in reader.get(f"/en/meetings/{published.MEETING}/").content.decode()


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
