"""One meeting from its plan to the draft that only needs reading: planned, announced, entered at the door, recorded live, closed, drafted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.models import Intervention, Meeting, Report
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.factories import text
from tests.journeys.room import PATIENCE, all_sent, write
from tests.journeys.test_from_record_to_public import fill, submit

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
    page.goto(f"/staff/meetings/{meeting.pk}/door/official/")
    fill(page, function_ar="رئيس المنطقة الأمنية الثانية")
    page.locator("[name=is_acting]").check()
    page.locator("main form .button").first.click()
    page.goto(f"/staff/meetings/{meeting.pk}/door/walk-in/")
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


def test_a_meeting_goes_from_its_plan_to_the_draft_of_its_report(visit, work):
    expect.set_options(timeout=PATIENCE)
    recorder, editor, head = factories.staff("recorder"), factories.staff("editor"), factories.staff("head")
    asked_before = factories.demand_point(factories.meeting(), title=text("إنارة الأحياء")).demand
    desk = visit("/accounts/login/", device=DESKTOP)
    sign_in(desk, recorder)
    meeting = plan(desk)
    desk.goto(f"/staff/meetings/{meeting.pk}/agenda/")
    found = axe(desk)
    expect(desk.locator(".topics > li").first).to_contain_text("إنارة الأحياء")
    assert meeting.agenda_items.get().demand == asked_before

    # With the keys and by carrying, as the list says.
    desk.locator(".topics > li").nth(2).locator("button").first.focus()
    with desk.expect_navigation():
        desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator(".topics > li").nth(1)).to_contain_text("الخلاصة")
    with desk.expect_navigation():
        desk.locator(".topics > li").nth(1).drag_to(desk.locator(".topics > li").nth(2))
    expect(desk.locator(".topics > li").nth(2)).to_contain_text("الخلاصة")

    leading = visit("/accounts/login/", device=DESKTOP)
    sign_in(leading, head)
    leading.goto(f"/staff/meetings/{meeting.pk}/announcement/")
    found += axe(leading)
    leading.locator("form[action$='/announce/'] button").click()
    leading.wait_for_load_state()
    reader = visit(f"/ar/meetings/{meeting.key}/", device=PHONE)
    expect(reader.locator("h1")).to_have_text(TITLE)
    found += axe(reader)

    door = visit("/accounts/login/", device=PHONE)
    sign_in(door, recorder)
    enter_at_the_door(door, meeting)
    desk.goto(f"/staff/meetings/{meeting.pk}/")
    desk.locator("details.step summary").first.click()
    desk.locator("form[action$='/move/'] button").first.click()
    desk.wait_for_load_state()
    record_live(desk, meeting)
    said = Intervention.objects.get(meeting=meeting)
    assert said.axis == meeting.axes.first()

    desk.goto(f"/staff/meetings/{meeting.pk}/points/new/")
    desk.locator("[name=kind]").select_option("demand")
    fill(desk, title_ar=ASKED)
    desk.locator("[name=new_demand]").check()
    desk.locator("[name=interventions]").first.check()
    theme = desk.locator(f"[name=themes][value='{factories.theme('urban_lighting').pk}']")
    theme.evaluate(
        "box => { for (let at = box; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
    )
    theme.check()
    submit(desk, "title_ar")
    desk.goto(f"/staff/meetings/{meeting.pk}/")
    found += axe(desk)
    desk.locator("form[action$='/move/'] button").first.click()
    desk.wait_for_load_state()

    writing = visit("/accounts/login/", device=DESKTOP)
    sign_in(writing, editor)
    writing.goto(f"/staff/meetings/{meeting.pk}/")
    writing.locator("form[action$='/report/'] button").click()
    writing.wait_for_load_state()
    report = Report.objects.get(meeting=meeting)
    writing.goto(f"/staff/reports/{report.pk}/sources/")
    found += axe(writing)
    assert "رئيس المنطقة الأمنية الثانية بالنيابة" in report.lead.ar
    assert report.drafted_sentences.count() >= 3
    assert found == []
