"""An association on a phone with a bad connection writes to the cell, sends once, and follows it without signing in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.models import StoredFile
from portal.members.concerns.draft_session import COOKIE
from proposals.models import Concern, Draft
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.journeys.room import forgive, until
from tests.portal.members.concerns.pen import photo

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
TITLE = "دراجات نارية مسرعة قرب مدارس الحي وقت الخروج"
TEXT = "منذ الدخول المدرسي تمر دراجات نارية بسرعة كبيرة في أوقات الخروج. للاتصال 0612345678."
# Also messages that outlive their page.
NO_NETWORK = "() => { window.fetch = () => Promise.reject(new TypeError()) }"
KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('machoura.draft.'))"


def begin(page: Page, user: Any) -> None:
    sign_in(page, user)
    page.goto("/members/concerns/new/")
    page.locator("form:has([name=draft]) button").click()
    page.wait_for_url("**/drafts/*/1/")


def go(page: Page, to: str) -> None:
    page.locator("button[name=go][value=on]").last.click()
    page.wait_for_url(to)


def write_subject(page: Page, use: str = "public_named") -> None:
    page.locator("[name=kind][value=concern]").check()
    page.locator(f"[name=use][value={use}]").check()
    page.locator("summary", has_text="محيط المدارس").click()
    page.locator("[name=themes][value=schools_surroundings]").check()
    page.locator("[name=title]").fill(TITLE)


def saved(page: Page) -> None:
    """The server has everything, and the page says so."""
    expect(page.locator("[data-saving]")).to_contain_text(":")
    until(page, f"{KEPT}.length === 0")


def write_without_network(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("[name=text]").fill(TEXT)
    until(page, f"{KEPT}.some(([, entry]) => entry.includes('0612345678'))")
    expect(page.locator("[data-saving]")).to_have_text(page.locator("[data-saving]").get_attribute("data-kept") or "?")
    page.locator("button[name=go][value=on]").last.click()
    expect(page.locator("[name=text]")).to_have_value(TEXT)
    page.context.set_offline(False)
    saved(page)


def attach(page: Page, picture: Path) -> None:
    picture.write_bytes(photo().read())
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.locator("[data-attached] li [data-remove]")).to_be_visible()


def send_and_lose_the_answer(page: Page) -> list[Any]:
    """Gives the answers that never arrived."""
    dropped: list[Any] = []
    page.route(
        "**/send/", lambda route: (dropped.append(route.fetch()), route.abort()) if not dropped else route.continue_()
    )
    page.locator("form[data-send] button").click()
    page.wait_for_url("**/receipt/")
    return dropped


def follow_without_signing_in(visit: Any, page: Page, concern: Concern) -> list[str]:
    """By the link on the receipt; gives what axe finds."""
    link = page.locator(".link-text a").get_attribute("href") or ""
    stranger = visit("/" + link.split("/", 3)[3], device=PHONE)
    expect(stranger.locator("h1")).to_have_text(concern.reference)
    assert TITLE not in stranger.content()
    assert stranger.context.cookies() == []
    return axe(stranger)


@pytest.mark.slow
def test_association_writes_on_a_bad_connection_and_follows_what_it_sent(visit: Any, tmp_path: Path) -> None:
    user = factories.representative()
    page = visit("/accounts/login/", device=PHONE)
    begin(page, user)
    found = axe(page)
    write_subject(page)
    go(page, "**/2/")
    found += axe(page)

    page.locator("[name=areas]").select_option("hamria")
    write_without_network(page)

    attach(page, tmp_path / "صورة.jpg")
    go(page, "**/3/")
    found += axe(page)

    page.locator("form.alert button[value=remove]").click()
    page.wait_for_load_state()
    expect(page.locator("form.alert")).to_have_count(0)
    assert "0612345678" not in page.locator("main").inner_text()

    dropped = send_and_lose_the_answer(page)
    found += axe(page)
    concern = Concern.objects.get()
    assert len(dropped) == 1
    expect(page.locator(".reference")).to_have_text(concern.reference)
    assert not Draft.objects.exists()
    assert StoredFile.objects.count() == 1
    assert page.evaluate(f"{KEPT}.length") == 0

    found += follow_without_signing_in(visit, page, concern)
    page.goto(f"/members/concerns/{concern.reference}/")
    found += axe(page)
    page.goto("/members/concerns/")
    found += axe(page)
    assert found == []
    forgive(visit, "ERR_INTERNET_DISCONNECTED", "ERR_FAILED")


@pytest.mark.slow
def test_confidential_concern_leaves_nothing_on_the_device(visit: Any) -> None:
    user = factories.representative()
    page = visit("/accounts/login/", device=PHONE)
    begin(page, user)
    page.context.set_offline(True)
    write_subject(page)
    until(page, f"{KEPT}.length === 1")
    page.locator("[name=use][value=cell_only]").check()
    assert page.evaluate(KEPT) == []
    expect(page.locator("[data-cell-only]")).to_be_visible()
    page.locator("[name=title]").fill(TITLE + " سرا")
    expect(page.locator("[data-saving]")).to_have_text(
        page.locator("[data-saving]").get_attribute("data-page-only") or "?"
    )
    assert page.evaluate(KEPT) == []
    page.context.set_offline(False)
    go(page, "**/2/")

    page.locator("[name=text]").fill(TEXT)
    page.wait_for_timeout(1500)
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").count("0612345678") == 0
    go(page, "**/3/")
    page.locator("form.alert [name=because]").fill("رقم المداومة المعلن")
    page.locator("form.alert button[value=keep]").click()
    page.wait_for_load_state()
    page.locator("form[data-send] button").click()
    page.wait_for_url("**/receipt/")

    concern = Concern.objects.get()
    assert concern.is_confidential
    page.goto(f"/members/concerns/{concern.reference}/")
    assert TITLE not in page.content()
    assert axe(page) == []
    forgive(visit, "ERR_INTERNET_DISCONNECTED")


@pytest.mark.slow
def test_session_that_ends_while_typing_loses_nothing(visit: Any) -> None:
    user = factories.representative()
    page = visit("/accounts/login/", device=DESKTOP)
    begin(page, user)
    write_subject(page)
    saved(page)
    page.context.clear_cookies(name="sessionid")

    page.locator("[name=title]").fill("كلمات بعد انتهاء الجلسة")
    expect(page.locator("[data-signed-out]")).to_be_visible()
    assert axe(page) == []
    with page.expect_popup() as opened:
        page.locator("[data-signed-out] a").click()
    again = opened.value
    again.locator("input[name=login]").fill(user.email)
    again.locator("input[name=password]").fill(factories.PASSWORD)
    again.locator("main form", has=again.locator("input[name=password]")).locator("button").first.click()
    again.wait_for_url("**/members/")
    again.close()
    page.bring_to_front()
    page.locator("[name=title]").press("End")
    page.locator("[name=title]").type(".")
    expect(page.locator("[data-signed-out]")).to_be_hidden()
    saved(page)
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("كلمات بعد انتهاء الجلسة.")


@pytest.mark.slow
def test_words_that_never_reached_the_server_come_back(visit: Any) -> None:
    page = visit("/accounts/login/", device=PHONE)
    begin(page, factories.representative())
    write_subject(page)
    saved(page)
    address = page.url
    page.evaluate(NO_NETWORK)
    page.locator("[name=title]").fill("كلمات قيلت دون اتصال")
    until(page, f"{KEPT}.some(([, entry]) => entry.includes('دون اتصال'))")
    page.goto("about:blank")
    assert Draft.objects.get().version == 2

    page.goto(address)

    expect(page.locator("[name=title]")).to_have_value("كلمات قيلت دون اتصال")
    expect(page.locator("[data-restored]")).to_be_visible()
    assert axe(page) == []
    saved(page)
    assert Draft.objects.get().version == 3


@pytest.mark.slow
def test_words_of_another_person_on_the_same_phone_are_forgotten(visit: Any) -> None:
    page = visit("/accounts/login/", device=PHONE)
    begin(page, factories.representative())
    write_subject(page)
    page.evaluate(NO_NETWORK)
    page.locator("[name=title]").fill("كلمات الأول")
    until(page, f"{KEPT}.length === 1")
    page.goto("about:blank")
    page.context.clear_cookies(name="sessionid")

    begin(page, factories.representative())

    assert "كلمات الأول" not in page.evaluate("JSON.stringify(localStorage)")
    assert "كلمات الأول" not in page.content()


@pytest.mark.slow
def test_two_tabs_with_one_draft(visit: Any) -> None:
    page = visit("/accounts/login/", device=DESKTOP)
    begin(page, factories.representative())
    other = page.context.new_page()
    other.goto(page.url)
    write_subject(page)
    saved(page)

    other.locator("[name=title]").fill("من النافذة الأخرى")
    expect(other.locator("[data-conflict]")).to_be_visible()
    expect(other.locator("[name=title]")).to_have_value("من النافذة الأخرى")
    assert axe(other) == []
    other.locator("[data-keep-mine]").click()
    expect(other.locator("[data-conflict]")).to_be_hidden()
    saved(other)
    other.reload()
    expect(other.locator("[name=title]")).to_have_value("من النافذة الأخرى")
    forgive(visit, "409")


def test_key_of_the_browser_is_out_of_reach_of_scripts(visit: Any) -> None:
    page = visit("/accounts/login/", device=PHONE)
    begin(page, factories.representative())

    assert COOKIE in {cookie["name"] for cookie in page.context.cookies()}
    assert COOKIE not in page.evaluate("document.cookie")
