"""What the public reads of demands that were merged or split."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from publications import facet_counts
from publications.models import Document
from publications.schemas.demand import Answer, Relation, Verdict
from tests import factories
from tests.portal.public import published

pytestmark = pytest.mark.django_db
ON, UNTIL = dt.date(2026, 5, 3), dt.date(2026, 6, 4)


def publish(number: int, **changed: Any) -> None:
    is_listed = changed.pop("is_listed", True)
    published.publish(published.demand(number).model_copy(update=changed), is_listed=is_listed)


def relation(kind: str, number: int, until: dt.date | None = None) -> Relation:
    return Relation.model_validate(
        {"relation": kind, "number": number, "title": factories.text(f"مطلب {number}"), "on": ON, "until": until}
    )


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def merged() -> None:
    publish(1, merged_into=2, relations=[relation("merged_into", 2)], is_listed=False)
    publish(2, relations=[relation("absorbed", 1)])


def test_page_of_a_merged_demand_leads_to_the_other_one_for_now(reader: Client, merged: None) -> None:
    answer = reader.get("/fr/demands/1/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/demands/2/")


def test_json_of_a_merged_demand_leads_to_the_other_one_and_its_editions_stay(reader: Client, merged: None) -> None:
    answer = reader.get("/en/demands/1/demand.json")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/demands/2/demand.json")
    assert reader.get("/en/demands/1/editions/1.json").json()["body"]["merged_into"] == 2


def test_list_search_and_sitemap_show_the_demand_that_is_left(reader: Client, merged: None) -> None:
    shown = {row["demand"].key for row in reader.get("/en/demands/").context["demands"]}

    assert shown == {"2"}
    sitemap = reader.get(reverse("sitemap_page", args=[1])).content.decode()
    assert ["/demands/1/" in sitemap, "/demands/2/" in sitemap] == [False, True]


def test_merged_demand_is_counted_nowhere(reader: Client, merged: None) -> None:
    assert reader.get("/en/demands/").context["filters"].total == 1
    assert Document.objects.get(kind="demand", key="1").facets == []
    assert facet_counts.wrong_counts() == []


def test_page_says_which_numbers_it_had_and_until_when(reader: Client, merged: None) -> None:
    shown = words(reader.get("/en/demands/2/"))

    assert "Was 1 and 2 until 3 May 2026: demand 1 was merged into this one." in shown


@pytest.mark.parametrize(
    ("kind", "until", "sentence"),
    [
        ("absorbed", UNTIL, "Demand 1 was merged into this one from 3 May 2026 until 4 June 2026."),
        ("merged_into", UNTIL, "This demand was merged into demand 1 from 3 May 2026 until 4 June 2026."),
        ("split_off", None, "A part of this demand has been demand 1 since 3 May 2026."),
        ("split_off", UNTIL, "A part of this demand was demand 1 from 3 May 2026 until 4 June 2026."),
        ("split_from", None, "This demand was part of demand 1 until 3 May 2026."),
    ],
)
def test_page_says_what_was_undone_and_split(reader: Client, kind: str, until: Any, sentence: str) -> None:
    publish(2, relations=[relation(kind, 1, until)])

    assert sentence in words(reader.get("/en/demands/2/"))


def test_answers_of_a_merged_demand_stay_to_be_read_from_the_page_of_the_whole(reader: Client) -> None:
    answer = Answer(on=ON, text=factories.text("جواب سابق."))
    publish(1, merged_into=2, relations=[relation("merged_into", 2)], answers=[answer], is_listed=False)
    publish(2, relations=[relation("absorbed", 1)])
    address = "/en/demands/1/before-merge/"

    assert f'href="{address}"' in words(reader.get("/en/demands/2/"))
    shown = words(reader.get(address))
    assert "جواب سابق." in shown
    assert "Demand 1 has been part of demand 2 since 3 May 2026." in shown
    assert "جواب سابق." not in words(reader.get("/en/demands/2/"))


def judged(number: int, whole: int, *times: int, **changed: Any) -> None:
    """A demand merged into ``whole``, with so many verdicts on each of its answers."""
    answers = [Answer(on=ON, text=factories.text("جواب سابق.")) for _each in times]
    verdicts = [
        Verdict(answer=answer, on=ON, word="partly") for answer, given in enumerate(times) for _each in range(given)
    ]
    relations = [relation("merged_into", whole), *changed.pop("relations", ())]
    publish(
        number,
        merged_into=whole,
        relations=relations,
        answers=answers,
        verdicts=verdicts,
        asked=9,
        is_listed=False,
        **changed,
    )


BEFORE = re.compile(r'<a href="(/en/demands/\d+/before-merge/)"> (\d+ verdicts? on the answer to demand \d+) </a>')


def test_verdicts_on_merged_demands_are_counted_on_the_page_of_the_whole_and_linked(reader: Client) -> None:
    judged(1, 2, 5, 2, relations=[relation("absorbed", 3)])
    judged(3, 1, 1)
    judged(4, 2, 0)
    publish(2, relations=[relation("absorbed", 1), relation("absorbed", 4)])

    assert BEFORE.findall(words(reader.get("/en/demands/2/"))) == [
        ("/en/demands/1/before-merge/", "2 verdicts on the answer to demand 1"),
        ("/en/demands/3/before-merge/", "1 verdict on the answer to demand 3"),
    ]


def test_verdicts_on_a_demand_are_counted_no_more_once_its_merge_is_undone(reader: Client) -> None:
    judged(1, 2, 3)
    publish(2, relations=[relation("absorbed", 1)])
    merged = BEFORE.findall(words(reader.get("/en/demands/2/")))

    undone = published.demand(2).model_copy(update={"relations": [relation("absorbed", 1, until=UNTIL)]})
    published.publish(undone, note="فُك الدمج.")

    assert (len(merged), BEFORE.findall(words(reader.get("/en/demands/2/")))) == (1, [])


def test_verdicts_on_a_merged_demand_that_is_withdrawn_are_counted_no_more(reader: Client) -> None:
    judged(1, 2, 3)
    publish(2, relations=[relation("absorbed", 1)])
    merged = BEFORE.findall(words(reader.get("/en/demands/2/")))

    published.withdraw("demand", "1")

    assert (len(merged), BEFORE.findall(words(reader.get("/en/demands/2/")))) == (1, [])


def test_page_of_a_demand_reads_one_thing_more_for_each_merge_after_another(assert_cold_queries: Any) -> None:
    judged(1, 2, 1, relations=[relation("absorbed", 3)])
    judged(3, 1, 1)
    judged(4, 2, 1)
    publish(2, relations=[relation("absorbed", 1), relation("absorbed", 4)])

    assert assert_cold_queries("/en/demands/2/", 5).status_code == 200


def test_page_before_a_merge_of_a_demand_that_is_not_merged_leads_to_its_own(reader: Client) -> None:
    publish(2)

    answer = reader.get("/en/demands/2/before-merge/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/demands/2/")
    assert reader.get("/en/demands/3/before-merge/").status_code == 404
