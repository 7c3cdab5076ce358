"""A recorder records a meeting, an editor words the report, the head approves, a phone reads it in Arabic."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Meeting, Report
from publications.models import Edition
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]

ASKED = "إصلاح الإنارة في الطريق إلى الإعدادية"


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"form [name={name}]").last.fill(value)


def submit(page: Page, name: str) -> None:
    """Press the button of the form that holds the field ``name``."""
    form = page.locator("form", has=page.locator(f"[name={name}]"))
    form.locator(".decide button:not([type=button])").first.click()
    page.wait_for_load_state()


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
    page.locator("form[action$='/move/'] button").first.click()
    page.wait_for_load_state()
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


def note_demand(page: Page, meeting: Meeting) -> None:
    page.goto(f"/staff/meetings/{meeting.pk}/points/new/")
    page.locator("[name=kind]").select_option("demand")
    fill(page, title_ar=ASKED)
    page.locator("[name=new_demand]").check()
    page.locator("[name=interventions]").first.check()
    theme = page.locator(f"[name=themes][value='{factories.theme('urban_lighting').pk}']")
    theme.evaluate(
        "box => { for (let at = box; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
    )
    theme.check()
    submit(page, "title_ar")


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
    note_demand(desk, meeting)
    desk.goto(f"/staff/meetings/{meeting.pk}/")
    found += axe(desk)
    desk.locator("form[action$='/move/'] button").first.click()
    desk.wait_for_load_state()

    writing = visit("/accounts/login/", device=PHONE)
    sign_in(writing, editor)
    writing.goto(f"/staff/meetings/{meeting.pk}/")
    writing.locator("form[action$='/report/'] button").click()
    writing.wait_for_load_state()
    report = Report.objects.get()
    writing.goto(f"/staff/reports/{report.pk}/edit/")
    found += axe(writing)
    fill(writing, title_ar="الإنارة أول ما طُلب في لقاء محيط المدارس")
    submit(writing, "title_ar")
    writing.goto(f"/staff/reports/{report.pk}/")
    writing.locator("#submit").evaluate("all => { all.open = true }")
    writing.locator("form[action$='/submit/'] button").click()
    writing.wait_for_load_state()

    reading = visit("/accounts/login/", device=DESKTOP)
    sign_in(reading, head)
    reading.goto(f"/staff/reports/{report.pk}/")
    found += axe(reading)
    expect(reading.locator("article")).to_contain_text(ASKED)
    reading.locator("#approve").evaluate("all => { all.open = true }")
    reading.locator("[name=has_read]").check()
    reading.locator("form[action$='/approve/'] button").click()
    reading.wait_for_load_state()
    assert work() >= 1

    phone = visit(f"/ar/reports/{meeting.key}/", device=PHONE)
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("h1")).to_have_text("الإنارة أول ما طُلب في لقاء محيط المدارس")
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
    page = visit("/accounts/login/")
    sign_in(page, both)

    page.goto(f"/staff/reports/{report.pk}/")

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
    assert not Edition.objects.exists()


def test_what_was_typed_survives_an_expired_session(visit):
    recorder = factories.staff("recorder")
    page = visit("/accounts/login/")
    sign_in(page, recorder)
    page.goto("/staff/associations/new/")
    fill(page, name_ar="جمعية جسور الحي")
    page.context.clear_cookies(name="sessionid")

    submit(page, "name_ar")
    expect(page.locator("input[name=login]")).to_be_visible()
    page.locator("input[name=login]").fill(recorder.email)
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("main form", has=page.locator("input[name=password]")).locator("button").first.click()

    expect(page.locator("[name=name_ar]")).to_have_value("جمعية جسور الحي")
