"""Faults while recording. After each, every contribution is in the database once and in order, and the shown count was correct."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from consultations.models import Meeting, Operation
from consultations.planning import meetings
from tests import factories
from tests.browser import axe, sign_in
from tests.journeys.room import all_sent, kept, reopened, said, says, waits, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


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
    expect(page.locator("[data-contributions] .unsent")).to_have_count(3)
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


@pytest.fixture
def killed(live_server: Any) -> Iterator[Callable[[], None]]:
    """Stops the server and cuts every connection that browsers hold to it. To be asked for before any is opened."""
    connections = []
    accept = live_server.thread.httpd.process_request

    def process_request(request: socket.socket, client: Any) -> None:
        connections.append(request)
        accept(request, client)

    live_server.thread.httpd.process_request = process_request
    # Nobody else is given the port while nobody listens.
    kept_free = socket.socket()
    kept_free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)

    def kill() -> None:
        live_server.stop()
        kept_free.bind((live_server.thread.host, live_server.thread.port))
        for each in connections:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    yield kill
    kept_free.close()


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
    expect(page.locator("[data-contributions] > li")).to_have_count(2)
    expect(page.locator("[data-contributions] .unsent")).to_have_count(1)
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


def test_words_that_the_server_refuses_stay_until_the_recorder_decides(recording: Any) -> None:
    meeting, user, page = recording
    page.context.set_offline(True)
    write(page, "بعد أن قُدم التقرير")
    factories.demand_point(meeting)
    factories.report_in_review(by=factories.staff("editor"), at=meetings.move(fresh(meeting), by=user, move="close"))
    page.context.set_offline(False)
    waiting = page.locator("[data-conflicts-list] > li")
    expect(waiting).to_contain_text("بعد أن قُدم التقرير", timeout=20000)
    assert "بعد أن قُدم التقرير" not in said(meeting)

    page = reopened(page, meeting)
    expect(page.locator("[data-conflicts-list] > li")).to_contain_text("بعد أن قُدم التقرير")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-decide=drop]").click()

    expect(page.locator("[data-conflicts]")).to_be_hidden()


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)
