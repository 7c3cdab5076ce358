"""A concern without a name gets a public wording, a second person approves it, and a reader finds it from the foot of a page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from core.text.texts import Texts
from proposals.models import PublishedConcern
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.proposals.concerns import publishing

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
NAME = "جمعية النور للتنمية"


def test_concern_without_a_name_is_worded_approved_and_read(visit: Any) -> None:
    association = factories.association(name=Texts(ar=NAME))
    concern = publishing.unnamed(association, title="ممر مظلم", text=f"نحن {NAME} نشتكي من ممر مظلم")
    page = visit(f"/staff/concerns/{concern.pk}/", device=DESKTOP, user=factories.staff("moderator"))
    with page.expect_navigation():
        page.locator("form[action$='/publication/'] button").click()
    with page.expect_navigation():
        page.locator("#page-form .decide button").click()
    expect(page.locator("[name=text_ar]")).to_have_value(f"نحن {NAME} نشتكي من ممر مظلم")
    found = axe(page)
    page.locator("[name=text_ar]").fill("ممر مظلم يسلكه التلاميذ")
    with page.expect_navigation():
        page.locator("#page-form .decide button").click()
    found += axe(page)
    with page.expect_navigation():
        page.locator("#submit .decide button").click()
    row = PublishedConcern.objects.get()

    head = visit(f"/staff/concerns/published/{row.pk}/", device=DESKTOP, user=factories.staff("head"))
    expect(head.locator(".diff del").first).to_contain_text(NAME.split()[0])
    head.locator("#approve [name=has_read]").check()
    with head.expect_navigation():
        head.locator("#approve .decide button").click()

    reader = visit("/ar/", device=PHONE)
    with reader.expect_navigation():
        reader.locator("footer a[href='/ar/concerns/']").click()
    found += axe(reader)
    with reader.expect_navigation():
        reader.locator("main h3 a").first.click()
    found += axe(reader)
    expect(reader.locator("main")).to_contain_text("ممر مظلم يسلكه التلاميذ")
    expect(reader.locator("body")).not_to_contain_text("النور")
    assert concern.reference not in reader.content()
    assert found == []
