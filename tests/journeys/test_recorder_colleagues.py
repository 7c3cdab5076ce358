"""Two devices or tabs record one session without losing each other's text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Intervention, Meeting
from tests import factories
from tests.browser import axe
from tests.journeys.room import address, all_sent, ready, record, reopened, said, until, waits, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


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
    expect(second.locator("[data-contributions] > li")).to_have_count(3)


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
    expect(page.locator("[data-conflicts-list] > li")).to_have_count(1, timeout=15000)
    expect(page.locator("[data-conflicts-list]")).to_contain_text("كما كتبته أنا")
    expect(page.locator("[data-conflicts-list]")).to_contain_text("كما كتبه الزميل")
    assert said(meeting) == ["كما كتبه الزميل"]
    assert axe(page) == []
    return meeting, page, colleague


def correct(page: Page, text: str) -> None:
    page.locator("[data-contributions] [data-edit]").first.click()
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
    expect(page.locator("[data-conflicts-list] > li")).to_have_count(0)
    all_sent(page)

    assert said(meeting) == [result]
    expect(colleague.locator("[data-contributions] > li").first).to_contain_text(result, timeout=10000)


def merge(page: Page, text: str) -> None:
    page.locator("[data-decide=merge]").click()
    expect(page.locator("[data-text]")).to_have_value("كما كتبته أنا")
    page.locator("[data-text]").fill(text)
    page.locator("[data-text]").press("Enter")


def test_what_needs_a_decision_is_there_again_after_closing_the_tab(visit: Any, recording: Any) -> None:
    meeting, page, _colleague = conflicting(visit, recording)

    page = reopened(page, meeting)

    expect(page.locator("[data-conflicts-list] > li")).to_have_count(1)
    page.locator("[data-decide=takeMine]").click()
    expect(page.locator("[data-conflicts-list] > li")).to_have_count(0)
    all_sent(page)
    assert said(meeting) == ["كما كتبته أنا"]


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
    expect(page.locator("[data-contributions] > li")).to_have_count(4)
    until(colleague, "document.querySelectorAll('[data-contributions] > li').length === 4")
