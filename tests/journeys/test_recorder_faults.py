"""What can go wrong while somebody records. After each: every contribution is in the database once, in order, and the count was true."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from consultations.actions import meetings
from consultations.models import Intervention, Meeting, Operation
from tests import factories
from tests.browser import axe, sign_in
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
    waits,
    write,
)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
CUT = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY_RESPONSE",
)
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


@pytest.fixture
def recording(visit: Any) -> Iterator[tuple[Meeting, Any, Page]]:
    user = factories.staff("recorder")
    meeting = session(user)
    yield meeting, user, record(visit, meeting, user)
    forgive(visit, *CUT, "status of 401", "status of 403", "An unknown error occurred when fetching the script")


def reopened(page: Page, meeting: Meeting) -> Page:
    """Its tab closed, and a new one opened on the same device."""
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address(meeting))
    ready(again)
    return again


def test_lost_network_loses_nothing(recording: Any) -> None:
    meeting, _user, page = recording
    write(page, "قبل الانقطاع")
    all_sent(page)
    page.context.set_offline(True)
    for number in range(1, 4):
        write(page, f"دون شبكة {number}")
        waits(page, number)
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "cut")
    expect(page.locator("[data-net-words]")).to_contain_text(says(page, "cutNow"))
    expect(page.locator("[data-said] .unsent")).to_have_count(3)
    assert said(meeting) == ["قبل الانقطاع"]

    page.context.set_offline(False)
    all_sent(page)

    assert said(meeting) == ["قبل الانقطاع", "دون شبكة 1", "دون شبكة 2", "دون شبكة 3"]


def test_lost_answer_is_asked_for_again_and_nothing_is_done_twice(recording: Any) -> None:
    meeting, _user, page = recording
    lost: list[int] = []

    def lose(route: Any) -> None:
        if len(lost) < 2:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/batch/", lose)
    write(page, "وصلت وضاع جوابها")
    waits(page, 1)
    write(page, "بعدها")
    all_sent(page)

    assert lost == [200, 200]
    assert said(meeting) == ["وصلت وضاع جوابها", "بعدها"]
    assert Operation.objects.filter(meeting=meeting, kind="contribute").count() == 2


class SamePort(ThreadedWSGIServer):
    """Takes the port of a server that was killed a moment ago."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "allow_reuse_address": True})


@pytest.fixture
def killed(live_server: Any) -> Callable[[], None]:
    """Stops the server and cuts every connection that browsers hold to it. To be asked for before any is opened."""
    connections = []
    accept = live_server.thread.httpd.process_request

    def process_request(request: socket.socket, client: Any) -> None:
        # Else the port stays taken for a minute after the end of its last connection.
        request.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        connections.append(request)
        accept(request, client)

    live_server.thread.httpd.process_request = process_request

    def kill() -> None:
        live_server.stop()
        for each in connections:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    return kill


def test_server_killed_and_started_again(killed: Callable[[], None], live_server: Any, recording: Any) -> None:
    meeting, _user, page = recording
    write(page, "قبل التوقف")
    all_sent(page)
    killed()
    write(page, "والخادم متوقف")
    write(page, "وهو متوقف أيضا")
    waits(page, 2)
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "cut")

    # From here on it serves this test and those that follow.
    again = LiveServer(f"{live_server.thread.host}:{live_server.thread.port}", start=False)
    again.thread.server_class = SamePort
    again.start()
    live_server.thread = again.thread
    all_sent(page)

    assert said(meeting) == ["قبل التوقف", "والخادم متوقف", "وهو متوقف أيضا"]


def test_tab_closed_and_opened_again_without_network(recording: Any) -> None:
    meeting, _user, page = recording
    kept(page)
    write(page, "أُرسلت")
    all_sent(page)
    page.wait_for_timeout(3500)
    page.context.set_offline(True)
    write(page, "لم تُرسل")
    page.locator("[data-text]").fill("كلمات لم تنته")
    page.wait_for_timeout(1200)

    page = reopened(page, meeting)
    waits(page, 1)
    expect(page.locator("[data-text]")).to_have_value("كلمات لم تنته")
    expect(page.locator("[data-said] > li")).to_have_count(2)
    expect(page.locator("[data-said] .unsent")).to_have_count(1)
    page.locator("[data-text]").press("Enter")
    waits(page, 2)
    page.context.set_offline(False)
    all_sent(page)

    assert said(meeting) == ["أُرسلت", "لم تُرسل", "كلمات لم تنته"]


def test_session_that_ends_is_said_and_goes_on_after_signing_in(recording: Any) -> None:
    meeting, user, page = recording
    page.context.clear_cookies(name="sessionid")
    write(page, "بعد انتهاء الجلسة")
    waits(page, 1)
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "loud")
    expect(page.locator("[data-net-words]")).not_to_be_empty()
    write(page, "وأخرى")
    waits(page, 2)
    assert said(meeting) == []

    with page.expect_popup() as opened:
        page.locator("[data-net-sign-in]").click()
    sign_in(opened.value, user)
    opened.value.close()
    all_sent(page)

    assert said(meeting) == ["بعد انتهاء الجلسة", "وأخرى"]


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


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "pending") throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, row);
  };
}"""


def test_full_device_says_so_and_holds_the_words_in_the_page(recording: Any) -> None:
    meeting, _user, page = recording
    page.context.set_offline(True)
    write(page, "ما زال المكان يتسع")
    page.evaluate(FULL)
    write(page, "لم يعد المكان يتسع")
    waits(page, 2)
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "loud")
    expect(page.locator("[data-net-words]")).to_contain_text(says(page, "held"))
    expect(page.locator("[data-net-words]")).not_to_contain_text(says(page, "cutKept"))
    assert axe(page) == []
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert not page.is_closed()

    page.context.set_offline(False)
    all_sent(page)

    assert said(meeting) == ["ما زال المكان يتسع", "لم يعد المكان يتسع"]


def test_two_tabs_share_one_queue(recording: Any) -> None:
    meeting, _user, page = recording
    second = page.context.new_page()
    second.goto(address(meeting))
    ready(second)
    page.context.set_offline(True)
    write(page, "من الأولى")
    waits(second, 1)
    write(second, "من الثانية")
    waits(page, 2)
    write(page, "من الأولى مرة أخرى")
    waits(second, 3)

    page.context.set_offline(False)
    all_sent(page)
    all_sent(second)

    assert said(meeting) == ["من الأولى", "من الثانية", "من الأولى مرة أخرى"]
    expect(second.locator("[data-said] > li")).to_have_count(3)


def conflicting(visit: Any, recording: Any) -> tuple[Meeting, Page, Page]:
    """One device changed a text; another, without network, changed the same one."""
    meeting, _user, page = recording
    write(page, "الأصل")
    all_sent(page)
    colleague = record(visit, meeting, factories.staff("recorder"))
    page.context.set_offline(True)
    correct(page, "كما كتبته أنا")
    correct(colleague, "كما كتبه الزميل")
    all_sent(colleague)
    page.context.set_offline(False)
    expect(page.locator("[data-needs-list] > li")).to_have_count(1, timeout=15000)
    expect(page.locator("[data-needs-list]")).to_contain_text("كما كتبته أنا")
    expect(page.locator("[data-needs-list]")).to_contain_text("كما كتبه الزميل")
    assert said(meeting) == ["كما كتبه الزميل"]
    assert axe(page) == []
    return meeting, page, colleague


def correct(page: Page, text: str) -> None:
    page.locator("[data-said] [data-edit]").first.click()
    page.locator("[data-text]").fill(text)
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-editing]")).to_have_text("")


@pytest.mark.parametrize(
    ("decide", "result"),
    [
        (lambda page: page.locator("[data-decide=takeMine]").click(), "كما كتبته أنا"),
        (lambda page: page.locator("[data-decide=keepTheirs]").click(), "كما كتبه الزميل"),
        (lambda page: merge(page, "الاثنان معا"), "الاثنان معا"),
    ],
    ids=["mine", "theirs", "both"],
)
def test_two_devices_that_change_one_text_both_keep_their_words(
    visit: Any, recording: Any, decide: Callable[[Page], None], result: str
) -> None:
    meeting, page, colleague = conflicting(visit, recording)

    decide(page)
    expect(page.locator("[data-needs-list] > li")).to_have_count(0)
    all_sent(page)

    assert said(meeting) == [result]
    expect(colleague.locator("[data-said] > li").first).to_contain_text(result, timeout=10000)


def merge(page: Page, text: str) -> None:
    page.locator("[data-decide=merge]").click()
    expect(page.locator("[data-text]")).to_have_value("كما كتبته أنا")
    page.locator("[data-text]").fill(text)
    page.locator("[data-text]").press("Enter")


def test_what_needs_a_decision_is_there_again_after_closing_the_tab(visit: Any, recording: Any) -> None:
    meeting, page, _colleague = conflicting(visit, recording)

    page = reopened(page, meeting)

    expect(page.locator("[data-needs-list] > li")).to_have_count(1)
    page.locator("[data-decide=takeMine]").click()
    all_sent(page)
    assert said(meeting) == ["كما كتبته أنا"]


def test_words_that_the_server_refuses_stay_until_the_recorder_decides(recording: Any) -> None:
    meeting, user, page = recording
    page.context.set_offline(True)
    write(page, "بعد أن قُدم التقرير")
    factories.demand_point(meeting)
    factories.report_in_review(by=factories.staff("editor"), at=meetings.move(fresh(meeting), by=user, move="close"))
    page.context.set_offline(False)
    waiting = page.locator("[data-needs-list] > li")
    expect(waiting).to_contain_text("بعد أن قُدم التقرير", timeout=20000)
    assert "بعد أن قُدم التقرير" not in said(meeting)

    page = reopened(page, meeting)
    expect(page.locator("[data-needs-list] > li")).to_contain_text("بعد أن قُدم التقرير")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-decide=drop]").click()

    expect(page.locator("[data-needs]")).to_be_hidden()


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


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


def test_two_devices_note_at_once(visit: Any, recording: Any) -> None:
    meeting, _user, page = recording
    colleague = record(visit, meeting, factories.staff("recorder"))
    for number in range(4):
        write(page if number % 2 == 0 else colleague, f"قول {number}")
    all_sent(page)
    all_sent(colleague)

    noted = said(meeting)
    assert sorted(noted) == [f"قول {number}" for number in range(4)]
    # Between two devices the order is as exact as the line is fast; each one's own is kept.
    assert noted.index("قول 0") < noted.index("قول 2")
    assert noted.index("قول 1") < noted.index("قول 3")
    assert list(
        Intervention.objects.filter(meeting=meeting).order_by("position").values_list("position", flat=True)
    ) == [1, 2, 3, 4]
    expect(page.locator("[data-said] > li")).to_have_count(4)
    until(colleague, "document.querySelectorAll('[data-said] > li').length === 4")
