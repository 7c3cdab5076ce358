"""What the page of a demand says once a promised day has passed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.days import days_ago, in_days, today
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def ago(days: int) -> dt.date:
    return days_ago(days)


def publish(days: int, **changed: Any) -> None:
    """A demand without an answer that was registered ``days`` ago."""
    day = ago(days)
    facts = {"state": "registered", "registered_on": day, "since": day, "promise_on": day + dt.timedelta(days=30)}
    published.publish(published.demand(1, **facts | changed), listed_on=day)


def page(reader: Client) -> Any:
    return reader.get("/en/demands/1/")


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_first_answer_that_did_not_come_says_when_the_head_is_told(reader: Client) -> None:
    publish(40)

    found = page(reader)

    assert found.context["passed"] == ("answer", ago(10), 10, None, in_days(21))
    assert "Today: no answer, 10 days after the promised one." in words(found)
    assert "The portal tells the head of the cell, unless something comes before." in words(found)
    assert "reminds those in charge of the answer 7 days before a promised day" in words(found)


def test_head_was_told_on_the_day_that_is_published_and_on_no_other(reader: Client) -> None:
    publish(100)
    assert "told the head of the cell" not in words(page(reader))

    published.publish(
        published.demand(2, state="registered", registered_on=ago(100), promise_on=ago(70), head_told_on=ago(39))
    )
    found = reader.get("/en/demands/2/")

    assert found.context["passed"].head_told_on == ago(39)
    assert "The portal told the head of the cell." in words(found)


def test_announced_day_that_passed_says_since_when(reader: Client) -> None:
    publish(200, state="planned", answered_on=ago(180), due_on=ago(26), promise_on=ago(26))

    found = page(reader)

    assert found.context["passed"] == ("date", ago(26), 26, None, in_days(5))
    assert "Today: not done and no new day, 26 days after the announced one." in words(found)


def test_news_that_did_not_come_are_not_told_to_the_head(reader: Client) -> None:
    publish(200, state="planned", answered_on=ago(180), due_on=in_days(9), promise_on=ago(1))

    assert page(reader).context["passed"] == ("news", ago(1), 1, None, None)


@pytest.mark.parametrize(
    ("is_owed", "changed"),
    [
        (True, lambda: {"promise_on": today()}),
        (False, lambda: {"state": "done", "due_on": ago(5), "answered_on": ago(9), "promise_on": None}),
    ],
)
def test_page_of_a_demand_without_a_broken_promise_has_no_clock(reader: Client, is_owed: bool, changed: Any) -> None:
    publish(40, **changed())

    found = page(reader)

    assert found.context["passed"] is None
    assert "What happens when the day passes" not in words(found)
    assert ("reminds those in charge" in words(found)) == is_owed
