"""The recorder and the second screen while they do not know the state of the meeting yet, and at a narrow width."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests import factories
from tests.browser import DESKTOP
from tests.journeys.room import address, forgive, kept, ready, record, session, until, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
STATEMENTS = "[data-contributions-count], [data-axis-words], [data-points-count], [data-queue-empty]"
# Sums the shifts of the layout that the reader sees (CLS).
SHIFTS = """new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted = (window.shifted ?? 0) + each.value;
}).observe({ type: "layout-shift", buffered: true });"""


def visible(page: Page, selector: str) -> list[str]:
    """Texts of the elements that can be seen."""
    found = page.locator(selector).all()
    return [each.inner_text() for each in found if each.is_visible() and each.inner_text()]


def test_recorder_on_a_slow_network_says_nothing_that_it_does_not_know(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    factories.contribution(meeting, text=factories.text("الطريق مظلم جدا"))
    page = visit("/staff/", device=DESKTOP, user=user)
    page.add_init_script(SHIFTS)
    said: list[str] = []

    def slowly(route: Route) -> None:
        answer = route.fetch()
        time.sleep(1)
        said.extend(visible(page, STATEMENTS))
        route.fulfill(response=answer)

    page.route("**/key.json*", slowly)
    page.route("**/state.json*", slowly)
    page.goto(address(meeting))
    ready(page)

    assert said == []
    assert visible(page, "[data-contributions-count]") != []
    page.unroute_all(behavior="ignoreErrors")
    assert page.evaluate("window.shifted ?? 0") < 0.1


@pytest.mark.parametrize(("width", "height"), [(640, 480), (320, 256)])
def test_enlarged_recorder_has_all_its_buttons_and_hides_no_focus(visit: Any, width: int, height: int) -> None:
    """A screen of 1280 pixels at 200 % and at 400 %."""
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user, device={"viewport": {"width": width, "height": height}})
    write(page, "نطلب الإنارة العمومية")

    expect(page.locator("[data-open-help]")).to_be_visible()
    expect(page.locator(".bar-tools a[target=_blank]")).to_be_visible()
    hidden = []
    for _press in range(25):
        page.keyboard.press("Tab")
        hidden += page.evaluate(
            """() => {
              const active = document.activeElement, bar = document.querySelector('.recorder-tabs').getBoundingClientRect();
              const box = active.getBoundingClientRect();
              const isBehind = !active.closest('.recorder-tabs') && box.bottom > bar.top + 1 && box.top >= bar.top - 1;
              return isBehind ? [active.outerHTML.slice(0, 120)] : [];
            }"""
        )

    assert hidden == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_second_screen_opened_again_without_network_shows_what_arrived_last(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    write(page, "الطريق مظلم جدا قرب الإعدادية")
    kept(page)
    screen = page.context.new_page()
    screen.goto(f"{address(meeting)}screen/")
    expect(screen.locator("[data-last]")).to_contain_text("الطريق مظلم جدا")
    until(screen, "Boolean(navigator.serviceWorker.controller)")
    page.wait_for_timeout(3500)

    page.context.set_offline(True)
    screen.reload()

    expect(screen.locator("[data-last]")).to_contain_text("الطريق مظلم جدا")
    expect(screen.locator("[data-net]")).to_be_visible()
    page.context.set_offline(False)
    forgive(visit, "ERR_INTERNET_DISCONNECTED")
