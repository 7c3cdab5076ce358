"""“You said, we did” as the public reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.quarters import Quarter
from core.text.texts import Texts
from proposals.digests import drafts
from proposals.digests.approval import DIGESTS
from proposals.models import Demand, Digest
from publications.models import Rendering
from publications.reader import live
from publications.rendering import typeset_edition
from tests import factories
from tests.proposals.digests import playing

pytestmark = pytest.mark.django_db
PAGE = "/en/digests/2019-1/"


@pytest.fixture
def asked() -> Demand:
    """Begun in the quarter, with a promise that is not kept."""
    return playing.published(
        move="start",
        sentence=Texts(ar="بدأ العمل في الحي.", en="Work has begun in the quarter."),
        promise={"due_on": dt.date(2019, 3, 1)},
    )


@pytest.fixture
def digest(asked: Demand) -> Digest:
    return playing.published_digest()


def html(reader: Client, path: str = PAGE) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_says_what_was_asked_done_and_not_done(reader: Client, digest: Digest, asked: Demand) -> None:
    page = html(reader)

    assert "You said, we did: first quarter of 2019" in page
    assert f"/en/demands/{asked.key}/" in page
    assert "10 January 2019: " in page
    assert "Work has begun in the quarter." in page
    assert "What was promised for 1 March 2019 is not done." in page
    assert "1 demand was open, and something moved on 1." in page
    assert "0 of 1" in page, "no commitment of one that was due is kept"


def test_page_says_as_of_which_day(reader: Client, digest: Digest) -> None:
    assert f'datetime="{digest.composed_on.isoformat()}"' in html(reader)


@pytest.mark.slow
def test_page_and_list_cost_as_many_queries_for_many_demands(asked: Demand, assert_cold_queries: Any) -> None:
    playing.published_digest()
    assert_cold_queries(PAGE, 3)
    for _each in range(3):
        playing.published(on=dt.date(2019, 4, 3))
    row = drafts.compose(Quarter(2019, 2), by=factories.staff("editor"))
    playing.approve(DIGESTS.submit(row, by=factories.staff("editor")))

    assert_cold_queries("/en/digests/2019-2/", 3)
    assert_cold_queries("/en/digests/", 2)
    assert_cold_queries("/fr/digests/", 1)


def test_list_has_the_newest_first(reader: Client, digest: Digest) -> None:
    playing.published(on=dt.date(2019, 4, 3))
    row = drafts.compose(Quarter(2019, 2), by=factories.staff("editor"))
    playing.approve(DIGESTS.submit(row, by=factories.staff("editor")))

    page = html(reader, "/en/digests/")

    assert page.index("/en/digests/2019-2/") < page.index("/en/digests/2019-1/")


def test_list_without_a_digest_says_so(reader: Client, asked: Demand) -> None:
    playing.in_review()

    assert "No digest is published yet" in html(reader, "/en/digests/")
    assert reader.get(PAGE).status_code == 404


def test_withdrawn_digest_is_gone_with_its_sentence(reader: Client, digest: Digest) -> None:
    DIGESTS.withdraw(digest, by=factories.staff("head"), sentence=Texts(ar="سُحب لخطأ في الأرقام"))

    for path in ("", "digest.json", "digest.pdf", "editions/", "editions/1/", "editions/1.json"):
        answer = reader.get(f"{PAGE}{path}")
        assert answer.status_code == 410, path
    assert "سُحب لخطأ في الأرقام" in reader.get(PAGE).content.decode()
    assert "2019-1" not in html(reader, "/en/digests/")


def test_every_edition_keeps_its_address(reader: Client, digest: Digest) -> None:
    why = Texts(ar="تصحيح المقدمة", en="The introduction was corrected.")
    editor = factories.staff("editor")
    row = DIGESTS.correct(digest, by=editor, sentence="خطأ")
    row = drafts.save(row, by=editor, version=row.version, introduction=why, change_note=why, lines={})
    playing.approve(DIGESTS.submit(row, by=editor))

    editions = html(reader, f"{PAGE}editions/")

    assert all(f"{PAGE}editions/{number}/" in editions for number in (1, 2))
    assert "The introduction was corrected." in html(reader)
    assert "Read the live edition" in html(reader, f"{PAGE}editions/1/")
    assert reader.get(f"{PAGE}editions/1.json").json()["edition"] == 1


def test_json_is_the_published_text(reader: Client, digest: Digest) -> None:
    answer = reader.get(f"{PAGE}digest.json")

    assert answer.content.decode() == live("digest", "2019-1").canonical
    assert answer.json()["body"]["schema_name"] == "machoura/digest/1"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_pdf_is_made_in_each_language(reader: Client, digest: Digest, language: str) -> None:
    before = reader.get(f"/{language}/digests/2019-1/digest.pdf").status_code

    typeset_edition({"edition": live("digest", "2019-1").pk})

    answer = reader.get(f"/{language}/digests/2019-1/digest.pdf")
    assert (before, answer.status_code) == (404, 200)
    assert answer.content.startswith(b"%PDF")
    assert Rendering.objects.filter(edition__document__kind="digest").count() == 3


def test_feeds_sitemap_and_home_know_it(reader: Client, digest: Digest) -> None:
    for path in ("/en/digests/feed.atom", "/en/feed.atom"):
        assert "/en/digests/2019-1/" in html(reader, path)
    assert "/digests/2019-1/" in html(reader, reverse("sitemap_page", args=[1]))
    assert PAGE in html(reader, "/en/")
    assert "/en/digests/" in html(reader, "/en/demands/")


def test_feed_of_digests_has_nothing_else(reader: Client, digest: Digest, asked: Demand) -> None:
    assert f"/demands/{asked.key}/" not in html(reader, "/en/digests/feed.atom")
    assert f"/demands/{asked.key}/" in html(reader, "/en/feed.atom")
