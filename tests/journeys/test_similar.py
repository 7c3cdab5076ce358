"""An association types, and public demands that ask the same appear; confidential words stay where they are."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import PHONE, axe
from tests.journeys.test_concern import begin, write_subject

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


@pytest.mark.slow
def test_near_demand_appears_while_somebody_types_and_goes_when_it_is_for_the_cell_only(visit: Any) -> None:
    demand = factories.answered_demand(
        factories.verified_association(), title=factories.text("مراقبة الدراجات النارية قرب المدارس")
    )
    page = visit("/accounts/login/", device=PHONE)
    begin(page, factories.representative())
    offers = page.locator("[data-similar] .offers > li")
    expect(offers).to_have_count(0)

    write_subject(page)

    expect(offers).to_have_count(1)
    expect(offers.locator("mark").first).to_contain_text("الدراجات النارية")
    expect(page.locator("[data-similar-said]")).not_to_be_empty()
    assert f"/demands/{demand.number}/" in (offers.locator("a").first.get_attribute("href") or "")
    assert axe(page) == []

    page.locator("[name=use][value=cell_only]").check()

    expect(offers).to_have_count(0)
    assert page.locator("[name=title]").input_value()


@pytest.mark.slow
def test_near_demand_appears_while_a_moderator_types_a_new_one(visit: Any) -> None:
    factories.demand(title=factories.text("مراقبة الدراجات النارية قرب المدارس"))
    page = visit("/staff/demands/new/", device=PHONE, user=factories.staff("moderator"))
    near = page.locator("[data-near]")
    expect(near).to_be_hidden()

    page.locator("[name=title_ar]").fill("الدراجات النارية حدا السكويلة")

    expect(near.locator("li")).to_have_count(1)
    expect(near.locator("mark").first).to_contain_text("الدراجات النارية")
    assert axe(page) == []

    page.locator("[name=title_ar]").fill("")

    expect(near).to_be_hidden()
