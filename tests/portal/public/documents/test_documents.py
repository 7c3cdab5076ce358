"""The exact published bytes, and what machines find."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.test import Client

from publications import reader as published
from tests.portal.public import published as documents
from tests.portal.public.published import MEETING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("square")]
KINDS = (("meeting", f"meetings/{MEETING}"), ("report", f"reports/{MEETING}"), ("demand", "demands/2"))


@pytest.mark.parametrize(("kind", "address"), KINDS)
def test_downloaded_json_gives_the_published_hash(reader: Client, kind: str, address: str) -> None:
    edition = published.live(kind, address.split("/")[1])

    live = reader.get(f"/ar/{address}/{kind}.json")
    numbered = reader.get(f"/fr/{address}/editions/1.json")

    assert hashlib.sha256(live.content).hexdigest() == edition.sha256
    assert numbered.content == live.content
    assert live.headers["Content-Type"] == "application/json"


def test_verify_page_shows_a_hash_that_holds(reader: Client) -> None:
    html = reader.get("/en/verify/").content.decode()

    assert published.live("report", MEETING).sha256 in html


def test_older_edition_keeps_its_json(reader: Client) -> None:
    first = reader.get("/ar/demands/2/editions/1.json").content
    documents.publish(documents.demand(2, state="done"), note="أُنجز.")

    assert reader.get("/ar/demands/2/editions/1.json").content == first
    assert json.loads(reader.get("/ar/demands/2/demand.json").content)["body"]["state"] == "done"


@pytest.mark.parametrize(
    "path",
    [
        "/ar/demands/%00/",
        "/ar/demands/%ff/",
        "/ar/demands/2/editions/99999999999999999999.json",
        "/ar/demands/2/editions/0.json",
        "/ar/demands/" + "9" * 300 + "/",
        "/ar/themes/../",
        "/ar/themes/nothing/",
        "/ar/areas/nothing/",
        "/sitemap-9999999999.xml",
        "/sitemap-99.xml",
    ],
)
def test_address_that_cannot_be_is_refused_quietly(reader: Client, path: str) -> None:
    assert reader.get(path).status_code in {400, 404}


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff%fe", "q=" + "x" * 20_000, "q=a&q=b", "q='%3Bselect pg_sleep(9)--", "q=%26|!():*"]
)
def test_hostile_search_finds_nothing_and_breaks_nothing(reader: Client, query: str) -> None:
    assert reader.get(f"/ar/demands/?{query}").status_code in {200, 400}


def test_sitemap_lists_each_document_in_each_language(reader: Client) -> None:
    index = reader.get("/sitemap.xml").content.decode()
    lists = reader.get("/sitemap-0.xml").content.decode()
    page = reader.get("/sitemap-1.xml").content.decode()

    assert "/sitemap-1.xml</loc>" in index
    assert "/ar/demands/</loc>" in lists
    assert all(f"/{language}/demands/5/</loc>" in page for language in ("ar", "fr", "en"))


def test_sitemap_forgets_a_withdrawn_document(reader: Client) -> None:
    documents.withdraw("demand", "5")

    assert "/demands/5/" not in reader.get("/sitemap-1.xml").content.decode()


def test_robots_are_kept_out_of_the_office(reader: Client) -> None:
    assert b"Disallow: /staff/" in reader.get("/robots.txt").content
