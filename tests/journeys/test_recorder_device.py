"""Data on a recorder's device cannot be read or sent by somebody who finds it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from consultations.models import Operation
from tests import factories
from tests.browser import sign_in
from tests.journeys.room import STORES, address, all_sent, kept, ready, said, waits, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]

CANARY = "كناري لا يقرأه أحد"


# What the service worker keeps, by address.
CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found[request.url] = await (await cache.match(request)).text();
  }
  return found;
}"""


def test_somebody_else_on_the_same_device_sends_nothing_of_it(recording: Any) -> None:
    meeting, user, page = recording
    other = factories.staff("recorder")
    page.context.set_offline(True)
    write(page, "من الأول")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    second = page.context.new_page()
    sign_in(second, other)
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "loud", timeout=15000)
    expect(page.locator("[data-net-sign-in]")).to_be_visible()
    waits(page, 1)
    assert said(meeting) == []

    page.context.clear_cookies(name="sessionid")
    sign_in(second, user)
    second.close()
    page.bring_to_front()
    all_sent(page)

    assert said(meeting) == ["من الأول"]
    assert set(Operation.objects.values_list("by", flat=True)) == {user.pk}


def test_nothing_readable_is_on_the_device(recording: Any) -> None:
    _meeting, _user, page = recording
    page.context.set_offline(True)
    write(page, CANARY)
    page.locator("[data-text]").fill(f"{CANARY} في الخانة")
    page.wait_for_timeout(1000)

    held = page.evaluate(STORES)

    assert '"pending":[{' in held
    assert '"name":"draft-' in held
    assert CANARY not in held
    assert "كناري" not in held
    page.locator("[data-text]").fill("")
    page.context.set_offline(False)
    all_sent(page)
    assert '"pending":[]' in page.evaluate(STORES)
    cached = page.evaluate(CACHED)
    assert any(address.endswith("/static/js/recorder/main.js") for address in cached)
    assert not any(address.endswith((".json", "/batch/")) for address in cached)
    assert CANARY not in "".join(cached.values())


def test_signing_out_erases_the_keys_and_signing_in_sends_what_waited(recording: Any) -> None:
    meeting, user, page = recording
    kept(page)
    page.context.set_offline(True)
    write(page, "تنتظر بعد الخروج")
    page.wait_for_timeout(300)
    page.route("**/batch/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/staff/")
    page.locator("form[data-sign-out] button").first.click()
    page.wait_for_url("**/ar/")
    held = page.evaluate(STORES)
    assert '"keys":[]' in held
    assert '"pending":[{' in held

    page.unroute("**/batch/")
    sign_in(page, user)
    page.goto(address(meeting))
    ready(page)
    all_sent(page)

    assert said(meeting) == ["تنتظر بعد الخروج"]
