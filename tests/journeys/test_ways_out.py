"""A concern is merged from the list of similar ones and the merge is undone; two moderators write about one concern, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from proposals.concerns import review
from proposals.demands import sentences
from proposals.models import Concern
from tests import factories
from tests.browser import DESKTOP, axe
from tests.journeys.room import forgive

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
SAME = {"title": "دراجات نارية قرب المدرسة", "text": "تمر دراجات نارية بسرعة أمام المدرسة وقت الخروج."}


def send(page: Any, move: str) -> None:
    with page.expect_navigation():
        page.locator(f"#{move} button:not([name])").click()


def test_a_merge_is_read_before_it_is_sent_and_undone(visit: Any) -> None:
    sentences.load()
    part, whole = factories.concern(**SAME), factories.concern(**SAME)
    page = visit(f"/staff/concerns/{part.pk}/", device=DESKTOP, user=factories.staff("moderator"))
    with page.expect_navigation():
        page.locator("form:has([name=merge_with]) button").first.click()

    expect(page.locator("#merge [name=whole]")).to_have_value(whole.reference)
    expect(page.locator("#merge .notice")).to_contain_text(part.reference)
    found = axe(page)
    assert Concern.objects.get(pk=part.pk).state == "submitted"
    send(page, "merge")
    assert Concern.objects.get(pk=part.pk).merged_into == whole

    page.locator("#unmerge summary").click()
    page.locator("#unmerge textarea").fill("يتعلق نصكم بموضوع آخر.")
    send(page, "unmerge")

    assert Concern.objects.get(pk=part.pk).state == "under_review"
    found += axe(page)
    assert found == []


def test_two_moderators_on_one_concern_lose_nothing(visit: Any) -> None:
    concern = factories.concern()
    page = visit(f"/staff/concerns/{concern.pk}/", device=DESKTOP, user=factories.staff("moderator"))
    page.locator("#accept summary").click()
    page.locator("#accept textarea").fill("النص واضح عندنا")
    review.move(concern, by=factories.staff("head"), move="ask", sentence="النص غير واضح عندنا")

    send(page, "accept")

    expect(page.locator(".diff")).to_contain_text("غير")
    expect(page.locator("#meanwhile")).to_be_visible()
    expect(page.locator("#accept textarea")).to_have_value("النص واضح عندنا")
    found = axe(page)
    assert Concern.objects.get().state == "awaiting"
    send(page, "accept")
    assert Concern.objects.get().state == "accepted"
    assert found == []
    forgive(visit, "status of 409")
