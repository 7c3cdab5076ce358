"""What associations wrote, as the public reads it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.text.texts import Texts
from proposals.demands import registration
from proposals.models import Demand
from publications.models import Document
from tests import factories
from tests.proposals.concerns import publishing
from tests.proposals.concerns.publishing import TEXT, TITLE
from tests.proposals.digests.playing import published as published_demand

pytestmark = pytest.mark.django_db
LIST = "/fr/concerns/"
NAME = Texts(ar="جمعية النور للتنمية", fr="Association Annour")


def html(reader: Client, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def led_to_a_demand() -> tuple[Any, Demand]:
    """A concern in the ledger of a published demand."""
    demand, concern = published_demand(), factories.accepted_concern()
    registration.mention(concern, by=factories.staff("moderator"), demand=demand)
    return concern, demand


def test_page_has_the_words_that_were_approved(reader: Client) -> None:
    row = publishing.published(factories.accepted_concern(text="كما ورد"), answer=Texts(fr="Réponse publique"))

    page = html(reader, f"{LIST}{row.key}/")

    for words in (TITLE.fr, TEXT.fr, "Réponse publique"):
        assert words in page
    assert "كما ورد" not in page
    assert row.concern.reference not in page


def test_named_association_leads_to_its_page_in_the_directory(reader: Client) -> None:
    listed = factories.listed_association(name=NAME)
    other = publishing.published(factories.accepted_concern(of=factories.association(name=Texts(fr="Autre"))))
    row = publishing.published(factories.accepted_concern(of=listed))

    assert f'href="/fr/associations/{listed.key}/"' in html(reader, f"{LIST}{row.key}/")
    page = html(reader, f"{LIST}{other.key}/")
    assert "Autre" in page
    assert "/fr/associations/" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.slow
def test_demand_is_shown_as_it_stands_today_without_a_new_edition(reader: Client) -> None:
    concern, demand = led_to_a_demand()
    row = publishing.published(concern)
    before = html(reader, f"{LIST}{row.key}/")
    published_demand(demand, on=demand.registered_on, move="study", sentence=Texts(ar="ندرسه"))

    after = Client().get(f"{LIST}{row.key}/").content.decode()

    assert f"/fr/demands/{demand.key}/" in before
    assert "is-registered" in before.split('id="became"')[1]
    assert "is-studying" in after.split('id="became"')[1]
    assert publishing.live(row).demands == [demand.key]


def test_demand_that_is_not_public_is_not_named(reader: Client) -> None:
    concern, demand = factories.accepted_concern(), factories.demand()
    registration.mention(concern, by=factories.staff("moderator"), demand=demand)

    row = publishing.published(concern)

    assert publishing.live(row).demands == []
    assert 'id="became"' not in html(reader, f"{LIST}{row.key}/")


def test_list_is_sorted_by_the_day_of_publication(reader: Client) -> None:
    first, second = factories.accepted_concern(), factories.accepted_concern()
    later = publishing.in_review(first)
    sooner = publishing.published(second)
    later = publishing.approve(later)

    page = html(reader, LIST)

    assert page.index(later.key) < page.index(sooner.key)


@pytest.mark.slow
def test_list_is_filtered_by_theme_area_and_state(reader: Client) -> None:
    answered = publishing.published(answer=Texts(fr="Réponse"))
    plain = publishing.published()

    assert plain.key not in html(reader, f"{LIST}?state=answered")
    assert answered.key in html(reader, f"{LIST}?state=answered")
    theme = factories.theme()
    assert answered.key in html(reader, f"{LIST}?theme={theme.key}")
    assert answered.key not in html(reader, f"{LIST}?theme=drugs")
    assert answered.key not in html(reader, f"{LIST}?area=meknes")


def test_list_is_filtered_by_the_year_of_publication(reader: Client) -> None:
    row = publishing.published()
    year = timezone.localdate().year

    assert row.key in html(reader, f"{LIST}?year={year}")
    Document.objects.filter(kind="concern").update(listed_on=dt.date(year - 1, 6, 1))
    assert f'value="{year - 1}"' in html(Client(), f"{LIST}?year=1999&state=")
    assert row.key in html(Client(), f"{LIST}?year={year - 1}&theme=")


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/fr/demands/", "/fr/concerns/"),
        ("/fr/", "/fr/concerns/"),
        ("/fr/themes/drugs/", "/fr/concerns/?theme=drugs"),
        ("/fr/areas/meknes/", "/fr/concerns/?area=meknes"),
    ],
)
def test_list_is_linked_where_readers_look_for_it(reader: Client, page: str, link: str) -> None:
    assert f'href="{link}"' in html(reader, page).split("<main")[1].split("</main")[0]


@pytest.mark.slow
def test_pages_cost_the_same_for_one_and_for_many(assert_cold_queries: Any) -> None:
    concern, _demand = led_to_a_demand()
    row = publishing.published(concern)
    assert_cold_queries(f"{LIST}{row.key}/", 2)
    for _each in range(3):
        publishing.published()

    # One more query, for editions that this process lists for the first time.
    assert_cold_queries(LIST, 4)


def test_json_and_feed_have_the_edition(reader: Client) -> None:
    row = publishing.published()

    document = json.loads(reader.get(f"{LIST}{row.key}/concern.json").content)
    feed = html(reader, f"{LIST}feed.atom")

    assert document["body"]["schema_name"] == "machoura/concern/1"
    assert (document["key"], document["edition"]) == (row.key, 1)
    assert TITLE.fr in feed
    assert f"{LIST}{row.key}/" in feed
    assert row.key in html(reader, "/fr/feed.atom")


def test_corrected_text_keeps_its_editions(reader: Client) -> None:
    row = publishing.corrected(publishing.published(), title=Texts(fr="Titre corrigé"))

    assert "Titre corrigé" in html(reader, f"{LIST}{row.key}/")
    assert TITLE.fr in html(reader, f"{LIST}{row.key}/editions/1/")
    assert f"{LIST}{row.key}/editions/2/" in html(reader, f"{LIST}{row.key}/editions/")


def test_withdrawn_text_is_gone_everywhere(reader: Client) -> None:
    row = publishing.withdrawn(publishing.published(answer=Texts(fr="Réponse publique")))
    addresses = ("", "concern.json", "editions/", "editions/1/", "editions/1.json")

    assert {reader.get(f"{LIST}{row.key}/{each}").status_code for each in addresses} == {410}
    for path in (
        LIST,
        f"{LIST}?year={timezone.localdate().year}",
        f"{LIST}feed.atom",
        "/fr/feed.atom",
        "/sitemap-1.xml",
        "/",
    ):
        answer = reader.get(path, follow=True)
        assert row.key not in answer.content.decode(), path


def test_list_without_a_text_says_so(reader: Client) -> None:
    publishing.in_review()

    assert "feed.atom" in html(reader, LIST)
    assert "<h3>" not in html(reader, LIST).split("<main")[1].split("</main")[0]


def test_draft_has_no_public_address(reader: Client) -> None:
    row = publishing.in_review()

    assert reader.get(f"{LIST}{row.key}/").status_code == 404


def test_sitemap_has_the_page(reader: Client) -> None:
    row = publishing.published()

    assert f"concerns/{row.key}/" in html(reader, "/sitemap-1.xml")
