"""The public page of a training and the list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from cooperation.trainings.drafts import TRAININGS
from core.text.texts import Texts
from core.time_travel import happening
from tests import factories
from tests.cooperation.trainings import playing

pytestmark = pytest.mark.django_db


def test_training_is_read_once_a_second_person_approved_it(reader: Client) -> None:
    editor = factories.staff("editor")
    row = playing.submitted(playing.training(by=editor), by=editor)
    page = f"/fr/trainings/{row.key}/"
    assert reader.get(page).status_code == 404

    playing.approve(row)

    shown, listed = reader.get(page).content.decode(), reader.get("/fr/trainings/").content.decode()
    assert "Droits de l’enfant" in shown
    assert f"/members/trainings/{row.key}/enrol/" in shown
    assert page in listed
    assert reader.get(f"{page}training.json").json()["body"]["capacity"] == 3


def test_page_of_a_training_that_has_closed_offers_no_place(reader: Client) -> None:
    row = playing.published()

    with happening(playing.evening(row)):
        shown = reader.get(f"/ar/trainings/{row.key}/").content.decode()

    assert "/enrol/" not in shown


def test_demand_that_is_public_is_named_and_another_one_is_not(reader: Client, published_demand: Any) -> None:
    hidden = factories.demand()
    editor = factories.staff("editor")
    row = playing.training(by=editor, demands=[published_demand, hidden])
    row = playing.approve(playing.submitted(row, by=editor))

    body = TRAININGS.live_document(row).live.body  # type: ignore[union-attr]

    assert body.demand_keys() == [published_demand.key]
    assert f"/ar/demands/{published_demand.key}/" in reader.get(f"/ar/trainings/{row.key}/").content.decode()


def test_withdrawn_training_says_why(reader: Client) -> None:
    row = TRAININGS.withdraw(playing.published(), by=factories.staff("head"), sentence=Texts(ar="أُلغي لسبب"))

    answer = reader.get(f"/ar/trainings/{row.key}/")

    assert answer.status_code == 410
    assert "أُلغي لسبب" in answer.content.decode()


def test_feedback_stands_in_the_next_edition(reader: Client) -> None:
    row = playing.published(capacity=9)
    for _ in range(5):
        playing.attended(row)
    editor = factories.staff("editor")

    with happening(playing.evening(row) + dt.timedelta(days=1)):
        row = TRAININGS.correct(row, by=editor, sentence="بعد التكوين")
        row = TRAININGS.save(row, by=editor, version=row.version, change_note=Texts(ar="ما قاله من حضروا"))
        row = playing.approve(playing.submitted(row, by=editor))

    counts = TRAININGS.live_document(row).live.body.feedback  # type: ignore[union-attr]
    assert (counts.attended, counts.silent) == (5, 5)
    assert "ما قاله من حضروا" in reader.get(f"/ar/trainings/{row.key}/").content.decode()


def test_queries_of_the_pages_do_not_grow(assert_cold_queries: Any) -> None:
    row = playing.published()
    playing.published()

    assert_cold_queries(f"/ar/trainings/{row.key}/", 1)
    assert_cold_queries("/ar/trainings/", 2)
