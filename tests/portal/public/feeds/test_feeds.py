"""Atom feeds of what was published."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from proposals.models import Demand
from publications import store
from publications.models import Document
from publications.pending import PendingDocument, prepare
from tests import factories
from tests.followers.playing import moved

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def demand(published_demand: Demand) -> Demand:
    return published_demand


def entries(path: str) -> list[ElementTree.Element]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not answer.cookies
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314  # our own file


def links(path: str) -> list[str]:
    return [each.find(f"{ATOM}link").attrib["href"] for each in entries(path)]  # type: ignore[union-attr]


def test_feed_of_a_demand_has_its_editions_with_their_notes(demand: Demand) -> None:
    moved(demand, "أرسل المطلب إلى الجماعة.")

    newest, first = entries(f"/ar/demands/{demand.key}/feed.atom")

    said = newest.findtext(f"{ATOM}summary")
    assert "أرسل المطلب إلى الجماعة." in str(said)
    assert newest.findtext(f"{ATOM}id") != first.findtext(f"{ATOM}id")


@pytest.mark.parametrize(
    "path",
    ["feed.atom", "themes/schools_surroundings/feed.atom", "areas/meknes/feed.atom", "units/meknes/feed.atom"],
)
def test_feed_has_the_demands_and_reports_of_its_subject(replayed: None, path: str) -> None:
    found = links(f"/fr/{path}")

    assert any("/fr/demands/" in link for link in found) or path.startswith("units")
    assert any("/fr/reports/" in link for link in found)


def test_feed_of_another_subject_is_empty(demand: Demand) -> None:
    assert links("/ar/themes/schools_surroundings/feed.atom")
    assert entries("/ar/areas/hamria/feed.atom") == []


@pytest.mark.parametrize("path", ["themes/none", "areas/none", "units/none", "demands/999"])
def test_feed_of_what_is_not_published_is_not_found(path: str) -> None:
    assert Client().get(f"/ar/{path}/feed.atom").status_code == 404


def test_withdrawn_demand_leaves_every_feed(demand: Demand) -> None:
    withdrawn = PendingDocument.tombstone("demand", demand.key, sentence=factories.text("سحب"))
    store.take_back(prepare([withdrawn], writers=[1]), by=2)

    assert Client().get(f"/ar/demands/{demand.key}/feed.atom").status_code == 410
    assert f"/demands/{demand.key}/" not in str(links("/ar/feed.atom"))


def test_identifier_of_an_entry_is_the_same_in_each_language(demand: Demand) -> None:
    ids = [[each.findtext(f"{ATOM}id") for each in entries(f"/{language}/feed.atom")] for language in ("ar", "fr")]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == Document.objects.filter(is_listed=True).exclude(kind="reference").count()
