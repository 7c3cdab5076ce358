"""One meeting from plan to draft: planned, announced, checked in, recorded live, closed, drafted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.models import Intervention, Meeting, Report
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.factories import text
from tests.journeys.office import fill, move, note_demand, submit
from tests.journeys.room import all_sent, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
TITLE = "لقاء محيط المدارس"
ASKED = "إصلاح الإنارة قبل الشتاء"


def plan(page: Page) -> Meeting:
    page.goto("/staff/meetings/new/")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    fill(page, title_ar=TITLE, venue_ar="مقر الدائرة الثانية", held_on=f"{tomorrow:%Y-%m-%d}")
    fill(page, topic_1_ar="الطريق إلى المدرسة", minutes_of_topic_1="25", topic_2_ar="الخلاصة")
    page.locator("[name=organiser]").select_option(str(factories.unit("meknes").pk))
    page.locator("[name=unit]").select_option(str(factories.unit().pk))
    submit(page, "held_on")
    return Meeting.objects.get(held_on=tomorrow)


def enter_at_the_door(page: Page, meeting: Meeting) -> None:
    page.goto(f"/staff/meetings/{meeting.pk}/check-in/official/")
    fill(page, function_ar="رئيس المنطقة الأمنية الثانية")
    page.locator("[name=is_acting]").check()
    page.locator("main form .button").first.click()
    page.goto(f"/staff/meetings/{meeting.pk}/check-in/walk-in/")
    page.locator("[name=organisation]").fill("ودادية الزيتون")
    page.locator("main form .button").first.click()
    expect(page.locator(".in-room")).to_be_visible()


def record_live(page: Page, meeting: Meeting) -> None:
    page.goto(f"/staff/live/{meeting.pk}/")
    expect(page.locator("[data-kind]")).to_have_count(7)
    page.locator("[data-text]").focus()
    page.locator("[data-text]").press("Alt+t")
    page.locator("[data-text]").focus()
    page.keyboard.press("2")
    write(page, "الطريق إلى الإعدادية مظلم، ونطلب إصلاح الإنارة قبل الشتاء.")
    all_sent(page)


def reorder(page: Page) -> None:
    """With the keys and by carrying, as the list says."""
    page.locator(".topics > li").nth(2).locator("button").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".topics > li").nth(1)).to_contain_text("الخلاصة")
    with page.expect_navigation():
        page.locator(".topics > li").nth(1).drag_to(page.locator(".topics > li").nth(2))
    expect(page.locator(".topics > li").nth(2)).to_contain_text("الخلاصة")


def announce(page: Page, meeting: Meeting) -> list[str]:
    """Gives what axe finds."""
    page.goto(f"/staff/meetings/{meeting.pk}/announcement/")
    found = axe(page)
    page.locator("form[action$='/announce/'] button").click()
    page.wait_for_load_state()
    return found


def draft(page: Page, meeting: Meeting) -> tuple[Report, list[str]]:
    """Gives what axe finds of where its sentences come from, too."""
    page.goto(f"/staff/meetings/{meeting.pk}/")
    page.locator("form[action$='/report/'] button").click()
    page.wait_for_load_state()
    report = Report.objects.get(meeting=meeting)
    page.goto(f"/staff/reports/{report.pk}/sources/")
    return report, axe(page)


def test_a_meeting_goes_from_its_plan_to_the_draft_of_its_report(visit, work):
    recorder, editor, head = factories.staff("recorder"), factories.staff("editor"), factories.staff("head")
    asked_before = factories.demand_point(factories.meeting(), title=text("إنارة الأحياء")).demand
    desk = visit("/accounts/login/", device=DESKTOP)
    sign_in(desk, recorder)
    meeting = plan(desk)
    desk.goto(f"/staff/meetings/{meeting.pk}/agenda/")
    found = axe(desk)
    expect(desk.locator(".topics > li").first).to_contain_text("إنارة الأحياء")
    assert meeting.agenda_items.get().demand == asked_before
    reorder(desk)

    leading = visit("/accounts/login/", device=DESKTOP)
    sign_in(leading, head)
    found += announce(leading, meeting)
    reader = visit(f"/ar/meetings/{meeting.key}/", device=PHONE)
    expect(reader.locator("h1")).to_have_text(TITLE)
    found += axe(reader)

    door = visit("/accounts/login/", device=PHONE)
    sign_in(door, recorder)
    enter_at_the_door(door, meeting)
    move(desk, meeting)
    record_live(desk, meeting)
    said = Intervention.objects.get(meeting=meeting)
    assert said.axis == meeting.axes.first()

    note_demand(desk, meeting, ASKED)
    desk.goto(f"/staff/meetings/{meeting.pk}/")
    found += axe(desk)
    move(desk, meeting)

    writing = visit("/accounts/login/", device=DESKTOP)
    sign_in(writing, editor)
    report, seen = draft(writing, meeting)
    found += seen
    assert "رئيس المنطقة الأمنية الثانية بالنيابة" in report.lead.ar
    assert report.drafted_sentences.count() >= 3
    assert found == []
