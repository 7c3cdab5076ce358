from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from portal.public.figures.totals import Ages, figures
from portal.public.kept_counts import group, kept
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def publish_aged(*days: int, state: str = "planned") -> None:
    for age in days:
        number = figures().demands + 1
        day = timezone.localdate() - dt.timedelta(days=age)
        published.publish(published.demand(number, state=state, registered_on=day, since=day), listed_on=day)


@pytest.mark.parametrize(("ages", "median"), [((10,), 10), ((10, 20), 15), ((50, 10, 20), 20), ((1, 2, 3, 100), 2)])
def test_median_age_is_the_age_in_the_middle(ages: tuple[int, ...], median: int) -> None:
    publish_aged(*ages)

    found = figures()

    assert found.ages is not None
    assert (found.ages.median, found.ages.oldest) == (median, max(ages))
    assert found.ages.is_same_for_all == (len(ages) == 1)


def test_median_age_leaves_out_what_is_done() -> None:
    publish_aged(10)
    publish_aged(500, state="done")

    assert figures().ages == Ages(median=10, oldest=10, is_same_for_all=True)


def test_median_age_with_nothing_open_is_unknown() -> None:
    publish_aged(10, state="done")

    assert figures().ages is None


def test_figures_count_what_is_listed(square: None) -> None:
    published.withdraw("demand", "5")

    found = figures()

    assert (found.meetings, found.reports, found.demands, found.open_demands) == (1, 1, 4, 3)
    assert {row["state"]: row["count"] for row in found.by_state} == dict.fromkeys(
        ("continuing", "in_progress", "planned", "partly_done"), 1
    )


def test_home_costs_the_same_for_more_documents(assert_cold_queries: Any, square: None) -> None:
    assert assert_cold_queries("/en/", 9).context["figures"].meetings == 1

    for number in range(3):
        published.publish(published.meeting(key=f"more-{number}"), listed_on=timezone.localdate())
    assert assert_cold_queries("/en/", 8).context["figures"].meetings == 4
    # The version of the store and the next meeting.
    assert_cold_queries("/fr/", 2)


def test_demands_are_counted_under_each_theme(square: None) -> None:
    assert group(kept("demand", groups=("theme",)), "theme") == {"drugs": 1, "schools": 1, "partnership": 3}


def test_cancelled_meeting_is_no_meeting_made_public_and_an_example_is_said_to_be_one(square: None) -> None:
    published.publish(published.meeting(key="off", state="cancelled", report_key=None), listed_on=timezone.localdate())
    published.publish(published.meeting(key="shown", demonstration=True), listed_on=timezone.localdate())
    # What a title says is no mark of an example.
    title = published.ar('"demonstration":true')
    published.publish(published.meeting(key="real", title=title), listed_on=timezone.localdate())

    found = figures()

    assert (found.meetings, found.example_meetings) == (3, 1)
