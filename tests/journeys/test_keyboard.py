"""From the plan to the publication without a pointer: only keys, and the focus is always seen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from consultations.models import Attendance, Intervention, Meeting, Point, Report
from tests import factories
from tests.browser import DESKTOP

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
TITLE = "لقاء موضوعاتي: محيط المدارس"
ASKED = "إصلاح الإنارة في الطريق إلى الإعدادية"
SAID = "الطريق إلى الإعدادية مظلم، ونطلب إصلاح الإنارة قبل الشتاء."
REWORDED = "الإنارة أول ما طُلب في لقاء محيط المدارس"
MOST_TABS = 400
# What has the focus: whether it is the wanted element, and whether somebody sees it.
FOCUSED = """selector => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    const isSeen = box.bottom > 0 && box.top < innerHeight && (!seen || at.contains(seen) || seen.contains(at) || !!seen.closest('label'));
    return {found: at.matches(selector), isBody: at === document.body, isSeen};
}"""


class Keyboard:
    """``page`` as somebody uses it who has no pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, selector: str) -> None:
        """Press Tab until the element has the focus."""
        for _key in range(MOST_TABS):
            at = self.page.evaluate(FOCUSED, selector)
            if at["found"]:
                assert at["isSeen"], f"the focus on {selector} is hidden"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def type(self, selector: str, words: str) -> None:
        self.go(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, selector: str, value: Any) -> None:
        """In a list of choices, by the arrows."""
        self.go(selector)
        for _key in range(MOST_TABS):
            if self.page.evaluate("document.activeElement.value") == str(value):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} does not offer {value}")

    def press(self, selector: str, key: str = "Enter") -> None:
        """``Enter`` on a link or button, which leads to a page."""
        self.go(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def tick(self, selector: str) -> None:
        self.go(selector)
        self.page.keyboard.press("Space")

    def unfold(self, part: str) -> None:
        """Nothing to do where it is open."""
        if self.page.locator(f"{part}:not([open])").count():
            self.go(f"{part} > summary")
            self.page.keyboard.press("Enter")

    def save(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+Enter")


def signed_in(visit: Any, user: User) -> Keyboard:
    keys = Keyboard(visit("/accounts/login/", device=DESKTOP))
    keys.type("[name=login]", user.email)
    keys.type("[name=password]", factories.PASSWORD)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    expect(keys.page).to_have_url(re.compile("/staff/$"))
    return keys


def plan(keys: Keyboard) -> Meeting:
    keys.press("a[href$='/staff/meetings/new/']")
    keys.type("[name=title_ar]", TITLE)
    keys.go("[name=held_on]")
    # Month, day and year of the browser's English field.
    keys.page.keyboard.type("11282018")
    keys.choose("[name=part_of_day]", "evening")
    keys.type("[name=venue_ar]", "مقر الدائرة الثانية")
    keys.choose("[name=organiser]", factories.unit("meknes").pk)
    keys.choose("[name=unit]", factories.unit().pk)
    keys.type("[name=topic_1_ar]", "الطريق إلى المدرسة")
    keys.save()
    return Meeting.objects.get()


def record(keys: Keyboard, meeting: Meeting) -> None:
    keys.press("form[action$='/move/'] button")
    keys.type("#presence-new [name=function_ar]", "رئيس المنطقة الأمنية الأولى")
    keys.tick("#presence-new [name=is_acting]")
    keys.choose("#presence-new [name=side]", "police")
    keys.save()
    assert Attendance.objects.get().is_acting
    keys.unfold("#contribution-new")
    keys.type("#contribution-new [name=text_ar]", SAID)
    keys.save()
    assert Intervention.objects.get().text.ar == SAID
    note_demand(keys)
    meeting.refresh_from_db()
    assert meeting.state == "in_session"


def note_demand(keys: Keyboard) -> None:
    keys.unfold("#point-new")
    keys.choose("#point-new [name=kind]", "demand")
    keys.type("#point-new [name=title_ar]", ASKED)
    keys.tick("#point-new [name=new_demand]")
    keys.tick("#point-new [name=interventions]")
    theme = f"[name=themes][value='{factories.theme('urban_lighting').pk}']"
    while not keys.page.locator(f"#point-new {theme}").is_visible():
        keys.unfold(f"#point-new details:has({theme}):not([open])")
    keys.tick(f"#point-new {theme}")
    keys.save()
    assert Point.objects.get().demand is not None


def close_and_draft(keys: Keyboard, writing: Keyboard, meeting: Meeting) -> Report:
    keys.page.goto(f"/staff/meetings/{meeting.pk}/")
    keys.press("form[action$='/move/'] button")
    writing.page.goto(f"/staff/meetings/{meeting.pk}/")
    writing.press("form[action$='/report/'] button")
    return Report.objects.get()


def word_and_send(writing: Keyboard, report: Report) -> None:
    writing.press(f"a[href$='/staff/reports/{report.pk}/edit/']")
    writing.type("[name=title_ar]", REWORDED)
    writing.save()
    writing.unfold("#submit")
    writing.press("form[action$='/submit/'] button")
    report.refresh_from_db()
    assert (report.state, report.title.ar) == ("in_review", REWORDED)


def approve(reading: Keyboard, report: Report) -> None:
    reading.press(f"a[href$='/staff/reports/{report.pk}/']")
    expect(reading.page.locator("article")).to_contain_text(ASKED)
    reading.unfold("#approve")
    reading.tick("#approve [name=has_read]")
    reading.press("form[action$='/approve/'] button")


def test_a_meeting_goes_from_its_plan_to_its_publication_by_keyboard_alone(visit: Any, work: Any) -> None:
    recorder, editor, head = factories.staff("recorder"), factories.staff("editor"), factories.staff("head")
    desk = signed_in(visit, recorder)
    meeting = plan(desk)
    record(desk, meeting)
    writing = signed_in(visit, editor)
    report = close_and_draft(desk, writing, meeting)
    word_and_send(writing, report)
    approve(signed_in(visit, head), report)
    work()

    reader = Keyboard(visit("/ar/", device=DESKTOP))
    reader.press("header a[href$='/ar/reports/']")
    reader.press(f"main a[href$='/ar/reports/{meeting.key}/']")
    expect(reader.page.locator("h1")).to_have_text(REWORDED)
