"""A recorder records a meeting, an editor words the report, the head approves, a phone reads it in Arabic."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Meeting, Report
from publications.models import Edition
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.journeys.office import fill, move, note_demand, submit

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]

ASKED = "إصلاح الإنارة في الطريق إلى الإعدادية"
REWORDED = "الإنارة أول ما طُلب في لقاء محيط المدارس"


def record(page: Page) -> Meeting:
    page.goto("/staff/meetings/new/")
    fill(
        page,
        title_ar="لقاء موضوعاتي: محيط المدارس",
        venue_ar="مقر الدائرة الثانية",
        held_on="2018-11-28",
        topic_1_ar="الطريق إلى المدرسة",
    )
    page.locator("[name=part_of_day]").select_option("evening")
    page.locator("[name=organiser]").select_option(str(factories.unit("meknes").pk))
    page.locator("[name=unit]").select_option(str(factories.unit().pk))
    submit(page, "held_on")
    meeting = Meeting.objects.get()
    move(page, meeting)
    return meeting


def note_presence(page: Page, meeting: Meeting) -> None:
    page.goto(f"/staff/meetings/{meeting.pk}/presence/new/")
    fill(page, function_ar="رئيس المنطقة الأمنية الأولى")
    page.locator("[name=side]").select_option("police")
    page.locator("[name=is_acting]").check()
    submit(page, "function_ar")


def note_contribution(page: Page, meeting: Meeting) -> None:
    page.goto(f"/staff/meetings/{meeting.pk}/contributions/new/")
    fill(page, text_ar="الطريق إلى الإعدادية مظلم، ونطلب إصلاح الإنارة قبل الشتاء.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def reword(page: Page, report: Report) -> list[str]:
    """And submit it; gives what axe finds."""
    page.goto(f"/staff/reports/{report.pk}/edit/")
    found = axe(page)
    fill(page, title_ar=REWORDED)
    submit(page, "title_ar")
    page.goto(f"/staff/reports/{report.pk}/")
    page.locator("#submit").evaluate("all => { all.open = true }")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_load_state()
    return found


def approve(page: Page, report: Report) -> list[str]:
    """Gives what axe finds."""
    page.goto(f"/staff/reports/{report.pk}/")
    found = axe(page)
    expect(page.locator("article")).to_contain_text(ASKED)
    page.locator("#approve").evaluate("all => { all.open = true }")
    page.locator("[name=has_read]").check()
    page.locator("form[action$='/approve/'] button").click()
    page.wait_for_load_state()
    return found


@pytest.mark.slow
def test_a_meeting_goes_from_the_room_to_the_phone(visit, work):
    recorder, editor, head = factories.staff("recorder"), factories.staff("editor"), factories.staff("head")
    desk = visit("/accounts/login/", device=DESKTOP)
    found = axe(desk)
    sign_in(desk, recorder)
    found += axe(desk)
    meeting = record(desk)
    note_presence(desk, meeting)
    note_contribution(desk, meeting)
    note_demand(desk, meeting, ASKED)
    desk.goto(f"/staff/meetings/{meeting.pk}/")
    found += axe(desk)
    move(desk, meeting)

    writing = visit(f"/staff/meetings/{meeting.pk}/", device=PHONE, user=editor)
    writing.locator("form[action$='/report/'] button").click()
    writing.wait_for_load_state()
    report = Report.objects.get()
    found += reword(writing, report)

    reading = visit("/accounts/login/", device=DESKTOP)
    sign_in(reading, head)
    found += approve(reading, report)
    assert work() >= 1

    phone = visit(f"/ar/reports/{meeting.key}/", device=PHONE)
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("h1")).to_have_text(REWORDED)
    expect(phone.locator("main")).to_contain_text("رئيس المنطقة الأمنية الأولى")
    expect(phone.locator("main")).to_contain_text("28 نونبر 2018")
    expect(phone.locator(f"a[href$='/ar/reports/{meeting.key}/report.pdf']")).to_be_visible()
    phone.get_by_role("link", name=ASKED).first.click()
    expect(phone.locator("h1")).to_have_text(ASKED)
    found += axe(phone)
    assert phone.context.cookies() == []
    assert found == []


def test_the_author_cannot_approve(visit):
    both = factories.staff("editor", "head")
    report = factories.report_in_review(by=both)
    page = visit(f"/staff/reports/{report.pk}/", user=both)

    expect(page.locator("form[action$='/approve/']")).to_have_count(0)
    refused = page.evaluate(
        """async path => {
            const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
            const body = new URLSearchParams({csrfmiddlewaretoken: token, has_read: 'on'});
            return (await fetch(path, {method: 'POST', body})).status }""",
        f"/staff/reports/{report.pk}/approve/",
    )
    page.wait_for_timeout(100)
    visit.faults.clear()  # the refused request is a line in the console
    assert refused in {400, 403, 409}
    assert Report.objects.get().state == "in_review"
    assert not Edition.objects.exclude(document__kind="reference").exists()


def test_what_was_typed_survives_an_expired_session(visit):
    recorder = factories.staff("recorder")
    page = visit("/staff/associations/new/", user=recorder)
    fill(page, name_ar="جمعية جسور الحي")
    page.context.clear_cookies(name="sessionid")

    submit(page, "name_ar")
    expect(page.locator("input[name=login]")).to_be_visible()
    page.locator("input[name=login]").fill(recorder.email)
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("main form", has=page.locator("input[name=password]")).locator("button").first.click()

    expect(page.locator("[name=name_ar]")).to_have_value("جمعية جسور الحي")
