from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.test import Client

from core.text.texts import Texts
from partners.actions import associations
from partners.models import Association
from reference.models import Area
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/ar/associations/"


def test_page_shows_what_was_agreed_to(reader: Client) -> None:
    listed = factories.listed_association(name=Texts(ar="جمعية الضفة"))

    page = reader.get(f"{LIST}{listed.key}/").content.decode()

    assert "جمعية الضفة" in page
    assert 'href="tel:+212612345678"' in page
    assert "+212 6 12 34 56 78" in page


def test_list_is_filtered_by_theme_and_area(reader: Client) -> None:
    area = Area.objects.get(key="meknes")
    here = factories.listed_association(areas=[area], themes=[])
    about = factories.listed_association()
    factories.full_association()

    def keys(query: str) -> set[str]:
        return {each.key for each in reader.get(LIST + query).context["associations"]}

    assert keys("") == {here.key, about.key}
    assert keys("?area=meknes") == {here.key}
    assert keys(f"?theme={factories.theme().key}") == {about.key}
    assert keys("?theme=nothing&owner__email=a") == {here.key, about.key}


def test_list_takes_the_same_queries_for_many(assert_cold_queries: Any) -> None:
    factories.listed_association()
    assert len(assert_cold_queries(LIST, 4).context["associations"]) == 1

    for _ in range(4):
        factories.listed_association()
    assert len(assert_cold_queries(LIST, 4).context["associations"]) == 5


def test_page_is_one_query(assert_cold_queries: Any) -> None:
    listed = factories.listed_association()

    assert assert_cold_queries(f"{LIST}{listed.key}/", 1).status_code == 200


def test_association_that_did_not_agree_is_nowhere(reader: Client) -> None:
    hidden = factories.full_association(name=Texts(ar="جمعية لا تظهر"))
    factories.representative(hidden)

    assert "جمعية لا تظهر" not in reader.get(LIST).content.decode()
    assert reader.get(f"{LIST}{hidden.key}/").status_code == 404


def test_consent_taken_back_is_410_on_page_and_json(reader: Client) -> None:
    listed = factories.listed_association()
    member = listed.memberships.get().user
    assert reader.get(f"{LIST}{listed.key}/").status_code == 200

    associations.agree(listed, by=member, version=listed.version, in_directory=False, shows=[])

    for part in ("", "association.json", "editions/1.json"):
        assert reader.get(f"{LIST}{listed.key}/{part}").status_code == 410, part
    assert listed.key not in reader.get(LIST).content.decode()
    assert listed.key not in reader.get("/sitemap-1.xml").content.decode()


def test_json_gives_the_published_hash(reader: Client) -> None:
    listed = factories.listed_association()

    page = reader.get(f"{LIST}{listed.key}/").content.decode()
    exact = reader.get(f"{LIST}{listed.key}/association.json").content

    assert hashlib.sha256(exact).hexdigest() in page


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_criteria_are_public(reader: Client, language: str) -> None:
    page = reader.get(f"/{language}/associations/criteria/")

    assert page.status_code == 200
    assert not page.cookies


def test_key_of_an_association_is_never_an_address_of_ours() -> None:
    keys = {factories.association().key for _ in range(20)}

    assert len(keys) == 20
    assert "criteria" not in keys
    assert not any(set(key) & set("aeiouy01l") for key in keys)
    assert Association.objects.count() == 20
