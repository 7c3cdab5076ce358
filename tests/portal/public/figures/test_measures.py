from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.public.figures.measures import MEASURES
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def publish(number: int, days: int, **changed: Any) -> None:
    day = timezone.localdate() - dt.timedelta(days=days)
    facts = {"state": "studying", "registered_on": day, "since": day, "steps": []}
    published.publish(published.demand(number, **facts | changed), listed_on=day)


def ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


def measures(reader: Client) -> Any:
    return reader.get("/en/figures/").context["measures"]


def table(reader: Client, name: str) -> list[list[str]]:
    content = reader.get(f"/en/figures/{name}.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_first_answer_counts_demands_whose_day_has_come(reader: Client) -> None:
    publish(1, 100, answered_on=ago(70))
    publish(2, 100, answered_on=ago(69))
    publish(3, 30)
    publish(4, 29)
    publish(5, 29, answered_on=ago(1))

    found = measures(reader)["first_answer"]

    assert (found.part, found.whole) == (1, 3)
    assert sum(int(row[3]) for row in table(reader, "first_answer")[1:]) == 1


def test_ages_are_sorted_into_bands(reader: Client) -> None:
    for number, days in enumerate((0, 30, 31, 60, 61, 180, 181, 5000), 1):
        publish(number, days)
    publish(9, 5, state="done")

    assert [row[1] for row in measures(reader)["age"].rows] == [2, 2, 2, 2]


def test_ages_that_are_the_same_are_told_as_one(reader: Client) -> None:
    publish(1, 10)
    publish(2, 10)
    assert "Age of every open demand." in reader.get("/en/figures/").content.decode()

    publish(3, 10, state="planned")
    publish(4, 11)
    page = reader.get("/en/figures/").content.decode()
    assert "at least half of them are as old or older" in page


def test_share_with_an_action_has_numerator_and_denominator(reader: Client) -> None:
    publish(1, 10, state="in_progress")
    publish(2, 10)

    found = measures(reader)["action"]

    assert (found.part, found.whole) == (1, 2)
    assert table(reader, "action") == [["demands", "number"], ["With an action", "1"], ["Without one yet", "1"]]


def test_areas_stand_in_the_order_of_population(reader: Client, square: None) -> None:
    rows = table(reader, "areas")

    assert rows[1][0] == "meknes"
    assert rows[1][2] == "5"


def test_table_that_is_not_known_does_not_exist(reader: Client) -> None:
    assert reader.get("/en/figures/secret.csv").status_code == 404


@pytest.mark.parametrize("how_many", [1, 4])
def test_figures_cost_the_same_for_more_demands(assert_cold_queries: Any, how_many: int) -> None:
    for number in range(1, how_many + 1):
        publish(number, 10 * number)

    assert_cold_queries("/en/figures/", 12)


@pytest.mark.parametrize("name", ["themes", "satisfaction"])
def test_themes_are_folded_under_those_at_the_top_and_none_is_lost(reader: Client, name: str) -> None:
    measure = measures(reader)[name]

    groups = measure.groups

    assert sorted(str(row[0]) for group in groups for row in (group.head, *group.rows)) == sorted(
        str(row[0]) for row in measure.rows
    )
    assert len(groups) <= 13
    assert sum(len(group.rows) for group in groups) > 10


def test_figures_are_counted_once_for_each_publication_and_day(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(1, 10)
    counted: list[str] = []
    ways = {name: (lambda name=name, way=way: (counted.append(name), way())[1]) for name, way in MEASURES.items()}
    monkeypatch.setattr("portal.public.figures.views.MEASURES", ways)

    for language in ("en", "fr", "en"):
        reader.get(f"/{language}/figures/?again={len(counted)}")
    assert counted == 2 * list(MEASURES)

    publish(2, 20)
    assert reader.get("/en/figures/?after=").context["measures"]["state"].whole == 2
    assert counted == 3 * list(MEASURES)
    moment = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert "Demands" in reader.get("/en/figures/?tomorrow=").content.decode()
    assert counted == 4 * list(MEASURES)
