"""An emergency is sent by mistake, on a phone: a moderator sees it in the first line and refers it in one click; its sender reads whom to call."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import expect

from proposals.models import Concern
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.journeys.test_concern import begin, go, write_subject

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
TEXT = "مجموعة تتشاجر الآن قرب المدرسة، وأحدهم يحمل سكينا"


def test_wrongly_sent_emergency_is_first_and_referred_in_one_click(visit: Any, work: Any) -> None:
    moderator = factories.staff("moderator")
    earlier = [factories.concern() for _number in range(3)]
    phone = visit("/accounts/login/", device=PHONE)
    begin(phone, factories.representative())
    write_subject(phone)
    go(phone, "**/2/")
    phone.locator("[name=areas]").select_option("hamria")
    phone.locator("[name=text]").fill(TEXT)
    go(phone, "**/3/")
    phone.locator("form[data-send] button").click()
    phone.wait_for_url("**/receipt/")
    expect(phone.locator(".emergency a[href='tel:19']")).to_be_visible()
    expect(phone.locator(".emergency a[href='tel:177']")).to_be_visible()
    found = axe(phone)
    concern = Concern.objects.latest("pk")
    work()
    [told] = [each for each in mail.outbox if moderator.email in each.to]
    assert concern.reference in told.subject
    assert "سكين" not in told.subject + told.body

    desk = visit("/staff/", device=DESKTOP, user=moderator)
    expect(desk.locator("main section").first).to_contain_text(concern.title)
    found += axe(desk)
    desk.goto("/staff/concerns/")
    expect(desk.locator(".waiting > li")).to_have_count(len(earlier) + 1)
    first = desk.locator(".waiting > li").first
    expect(first.locator(".chip.is-overdue")).to_be_visible()
    found += axe(desk)
    first.get_by_role("link").first.click()
    sentence = desk.locator(".read-first .words").first.inner_text()
    assert "19" in sentence
    found += axe(desk)
    with desk.expect_navigation():
        desk.locator(".read-first form[action$='/helpline/'] button").first.click()
    expect(desk.locator(".timeline")).to_contain_text(sentence)
    desk.goto("/staff/concerns/")
    expect(desk.locator(".waiting > li")).to_have_count(len(earlier))

    work()
    assert "\u206619\u2069" in mail.outbox[-1].body
    assert sentence not in mail.outbox[-1].body
    phone.goto(f"/members/concerns/{concern.reference}/")
    expect(phone.locator(".timeline")).to_contain_text(sentence)
    found += axe(phone)
    assert found == []
