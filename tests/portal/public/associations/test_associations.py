from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest
from django.test import Client

from core.text.texts import Texts
from partners.actions import associations
from partners.models import Association
from publications.schemas.demand import Answer, Verdict
from publications.schemas.report import Presence
from reference.models import Area
from tests import factories
from tests.portal.public import published

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


def test_page_is_two_queries(assert_cold_queries: Any) -> None:
    listed = factories.listed_association()

    assert assert_cold_queries(f"{LIST}{listed.key}/", 2).status_code == 200


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


def asked_by(key: str, number: int = 1, **changed: Any) -> None:
    """A public demand in whose ledger the association is named."""
    said = published.heard_at_the_meeting(associations=[Texts(ar="جمعية")], association_keys=[key])
    published.publish(published.demand(number, mentions=[said], **changed))


def test_demands_and_verdicts_are_listed_only_where_the_association_chose_it(reader: Client) -> None:
    chose, did_not = factories.listed_association(), factories.listed_association()
    member = did_not.memberships.get().user
    associations.agree(did_not, by=member, version=did_not.version, in_directory=True, shows=["seat"])
    judged = Verdict(answer=0, on=published.HELD_ON, word="partly", association=Texts(ar="جمعية"))
    for number, listed in enumerate((chose, did_not), start=1):
        verdicts = [judged.model_copy(update={"association_key": listed.key})]
        asked_by(listed.key, number, verdicts=verdicts, answers=[Answer(on=published.HELD_ON, text=Texts(ar="جواب"))])

    shown, silent = (reader.get(f"/en/associations/{each.key}/").content.decode() for each in (chose, did_not))

    assert "/en/demands/1/" in shown
    assert "Its verdict: partly solved" in shown
    assert "/en/demands/2/" not in silent
    assert reader.get(f"/en/associations/{did_not.key}/demand/").status_code == 404


def test_meetings_are_listed_newest_first_with_a_page_for_all(
    reader: Client, monkeypatch: Any, assert_cold_queries: Any
) -> None:
    listed = factories.listed_association()
    monkeypatch.setattr("publications.listings.MOST", 1)
    for number, key in enumerate((listed.key, listed.key, "another")):
        body = published.report(
            key=f"m-{number}", presence=[Presence(function=Texts(ar="ممثل الجمعية"), association_key=key)]
        )
        published.publish(body, listed_on=published.HELD_ON + dt.timedelta(days=number))
    page = f"/en/associations/{listed.key}/"

    short = assert_cold_queries(page, 2).content.decode()
    whole = reader.get(f"{page}report/").content.decode()

    assert "/en/reports/m-1/" in short
    assert "/en/reports/m-0/" not in short
    assert f"{page}report/" in short
    assert whole.index("/en/reports/m-1/") < whole.index("/en/reports/m-0/")
    assert "/en/reports/m-2/" not in whole
    for unknown in ("nothing", "meeting", "association"):
        assert reader.get(f"{page}{unknown}/").status_code == 404
