"""Keys on a recording device end with the session (threat 45), and unsent messages are not lost (threat 37)."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.models import Intervention, Meeting
from tests import factories
from tests.browser import DESKTOP, axe, sign_in
from tests.journeys.room import (
    STORES,
    address,
    all_sent,
    forgive,
    kept,
    ready,
    record,
    said,
    says,
    session,
    until,
    write,
)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
SENT, UNSENT, BEGUN = "كناري أُرسل", "كناري لم يُرسل", "كناري لم يكتمل"
# The clock of the device, moved by so many hours.
CLOCK = "(() => {{ const real = Date.now; Date.now = () => real() + {hours} * 3600000; }})()"
STATE_IS_KEPT = f"""({STORES})().then((found) => found.includes('"name":"state"'))"""
DRAFT_IS_KEPT = f"""({STORES})().then((found) => found.includes('"draft-'))"""


def recorded(page: Page) -> None:
    """A contribution that was sent, one that was not, and unfinished words."""
    kept(page)
    write(page, SENT)
    all_sent(page)
    until(page, STATE_IS_KEPT)
    page.context.set_offline(True)
    write(page, UNSENT)
    page.locator("[data-text]").fill(BEGUN)
    until(page, DRAFT_IS_KEPT)


def close_browser(page: Page) -> Page:
    """Cookies of the session end with it."""
    context = page.context
    page.close()
    context.clear_cookies()
    return context.new_page()


def end_on_the_server(page: Page) -> Page:
    """And the page, which is online again, hears of it before it is closed."""
    Session.objects.all().delete()
    page.context.set_offline(False)
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "loud")
    until(page, f"{STATE_IS_KEPT}.then((found) => !found)")
    context = page.context
    page.close()
    context.set_offline(True)
    return context.new_page()


def wait_for_its_end(page: Page) -> Page:
    """Hours later, without network all the time. The server has not passed these hours: its session is ended by hand."""
    Session.objects.all().delete()
    context = page.context
    page.close()
    context.add_init_script(CLOCK.format(hours=9))
    return context.new_page()


@pytest.mark.parametrize("end", [close_browser, end_on_the_server, wait_for_its_end])
def test_device_whose_session_ended_shows_nothing_without_network_and_loses_nothing(recording: Any, end: Any) -> None:
    meeting, user, page = recording
    recorded(page)

    page = end(page)
    page.goto(address(meeting))
    expect(page.locator("[data-net-count]")).to_have_text(says(page, "locked"))
    expect(page.locator("[data-net-words]")).to_contain_text(says(page, "unreadable").split(":")[0].split("{")[0])
    shown = page.content()

    assert "كناري" not in shown
    assert str(meeting.title) not in shown
    assert "ممثلة" not in shown
    assert "كناري" not in page.evaluate(STORES)
    assert '"pending":[{' in page.evaluate(STORES)
    # Nothing can be typed that would be lost.
    assert page.evaluate("document.querySelector('[data-text]').matches(':is([inert], [inert] *)')")
    assert page.evaluate("document.activeElement !== document.body")
    assert axe(page) == []

    signed_in_again(page, user, meeting)
    assert said(meeting) == [SENT, UNSENT]
    expect(page.locator("[data-text]")).to_have_value(BEGUN)


def signed_in_again(page: Page, user: Any, meeting: Meeting) -> None:
    page.context.set_offline(False)
    sign_in(page, user)
    page.goto(address(meeting))
    ready(page)
    all_sent(page)


def test_words_that_were_begun_before_signing_out_are_there_after_signing_in(recording: Any) -> None:
    meeting, user, page = recording
    page.locator("[data-text]").fill(BEGUN)
    until(page, DRAFT_IS_KEPT)
    page.goto("/staff/")
    page.locator("form[data-sign-out] button").first.click()
    page.wait_for_url("**/ar/")
    assert "machoura_device_key" not in {cookie["name"] for cookie in page.context.cookies()}

    signed_in_again(page, user, meeting)

    expect(page.locator("[data-text]")).to_have_value(BEGUN)


def test_keys_on_the_device_do_not_open_without_the_session(recording: Any) -> None:
    """Whoever copies the device's files has no key in them."""
    _meeting, _user, page = recording
    until(page, f"""({STORES})().then((found) => found.includes('"locked"'))""")

    found = page.evaluate(
        """async () => {
          const request = indexedDB.open("machoura-recorder");
          const database = await new Promise((done) => { request.onsuccess = () => done(request.result); });
          const rows = database.transaction("keys").objectStore("keys").getAll();
          const keys = await new Promise((done) => { rows.onsuccess = () => done(rows.result); });
          database.close();
          return keys.map((row) => Object.values(row).some((value) => value instanceof CryptoKey));
        }"""
    )

    assert found == [False]


def test_hour_of_the_last_sending_is_that_of_the_room_although_the_clock_of_the_device_is_wrong(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = visit("/accounts/login/", device=DESKTOP)
    page.context.add_init_script(CLOCK.format(hours=-5))
    sign_in(page, user)
    page.goto(address(meeting))
    ready(page)

    before = timezone.localtime()
    write(page, "قول")
    all_sent(page)

    hours = {f"{before + dt.timedelta(minutes=late):%H:%M}" for late in range(3)}
    shown = page.locator("[data-net-last]").inner_text()
    assert any(hour in shown for hour in hours), (shown, hours)


def test_page_in_the_place_of_an_answer_is_not_taken_for_one(visit: Any, recording: Any) -> None:
    meeting, _user, page = recording
    statuses = [200, 400, 403, 404, 413, 500, 503]

    for status in statuses:
        given: list[int] = []
        page.route("**/batch/", partial(twice, given, status))
        write(page, f"تنتظر جوابا {status}")
        all_sent(page)
        assert given == [status, status]
        page.unroute("**/batch/")
        expect(page.locator("[data-conflicts]")).to_be_hidden()
        forgive(visit, f"status of {status}")

    assert said(meeting) == [f"تنتظر جوابا {status}" for status in statuses]
    assert Intervention.objects.count() == len(statuses)


def twice(given: list[int], status: int, route: Any) -> None:
    """Answer with a page instead of JSON, two times."""
    if len(given) < 2:
        given.append(status)
        route.fulfill(status=status, content_type="text/html", body="<!doctype html><title>Error</title>")
    else:
        route.continue_()


def test_redirect_in_the_place_of_an_answer_does_not_end_the_session_on_the_device(recording: Any) -> None:
    """As the sign-in page of a hotel's network does."""
    _meeting, _user, page = recording
    until(page, STATE_IS_KEPT)

    page.route("**/state.json*", lambda route: route.fulfill(status=302, headers={"Location": "/"}))
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "cut")
    assert page.evaluate(STATE_IS_KEPT)
    page.unroute("**/state.json*")
    all_sent(page)


@pytest.mark.slow
def test_device_of_a_live_session_opens_without_network(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    recorded(page)
    context = page.context
    page.close()

    page = context.new_page()
    page.goto(address(meeting))
    ready(page)

    expect(page.locator("[data-contributions] > li")).to_have_count(2)
    expect(page.locator("[data-text]")).to_have_value(BEGUN)
    visit.faults.clear()
