"""A meeting whose hours have passed, on every page; and the attendance sheet with the longest names, as people typed them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.invitations.registrations import token_of
from consultations.models import Meeting, Registration
from core.time_travel import happening
from core.zone import ZONE
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.factories import registered, text
from tests.journeys.room import forgive

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
LONG, LONG_TIFINAGH = "W" * 99, "ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵉⵎⴰⵣⵉⵖⵏ ⵏ ⵎⴽⵏⴰⵙ"


def begun(**values: Any) -> Meeting:
    """It began three hours ago and ended two hours ago."""
    start = timezone.now().astimezone(ZONE).replace(second=0, microsecond=0) - dt.timedelta(hours=3)
    hours = {"held_on": start.date(), "starts_at": start.time(), "ends_at": (start + dt.timedelta(hours=1)).time()}
    return factories.announced(takes_registrations=True, capacity=1, title=text("لقاء انتهى"), **hours, **values)


def full_before_it_began(meeting: Meeting) -> tuple[Registration, Registration]:
    with happening(timezone.now() - dt.timedelta(days=1)):
        has_it = registered(meeting, factories.association(email="has-it@example.org"))
        waits = registered(meeting, factories.association(name=text("جمعية تنتظر"), email="waits@example.org"))
    return has_it, waits


def remove(desk: Page, registration: Registration) -> None:
    desk.goto(f"/staff/registrations/{registration.pk}/")
    desk.locator("details.step summary").click()
    desk.locator("form[action$='/remove/'] button").click()
    desk.wait_for_load_state()


def test_nothing_of_a_meeting_that_is_over_is_offered_given_or_mailed(visit: Any, work: Any) -> None:
    meeting = begun()
    has_it, waits = full_before_it_began(meeting)
    other = factories.association(name=text("جمعية أخرى"), email="other@example.org")
    work()
    assert mail.outbox == []

    desk = visit("/accounts/login/", device=DESKTOP)
    sign_in(desk, factories.staff("recorder"))
    desk.goto(f"/staff/meetings/{meeting.pk}/invitations/")
    expect(desk.locator("main")).to_contain_text("لم تعد الدعوة إليه ممكنة")
    expect(desk.get_by_role("link", name="دعوة الجمعيات")).to_have_count(0)
    desk.goto(f"/staff/meetings/{meeting.pk}/invitations/preview/?pick={other.pk}")
    desk.locator("main form .button").first.click()
    expect(desk.locator("main")).to_contain_text("لم تعد الدعوة إليه ممكنة")
    found = axe(desk)
    remove(desk, has_it)
    work()

    assert not Registration.objects.filter(association=other).exists()
    assert Registration.objects.get(pk=waits.pk).state == "waiting"
    assert mail.outbox == []

    phone = visit(f"/ar/meetings/{meeting.key}/", device=PHONE)
    expect(phone.locator("header.title")).to_contain_text("انقضى موعده")
    expect(phone.locator("main")).not_to_contain_text("معلن عنه")
    expect(phone.locator(f"a[href*='/register/{meeting.key}/']")).to_have_count(0)
    found += axe(phone)
    phone.goto("/ar/meetings/")
    expect(phone.locator("#coming")).to_have_count(0)
    phone.goto(f"/register/{meeting.key}/")
    expect(phone.locator("[name=organisation]")).to_have_count(0)
    phone.goto(f"/invited/{token_of(waits)}/")
    expect(phone.locator("main")).to_contain_text("انتهى هذا اللقاء")
    expect(phone.locator("button[value=come]")).to_have_count(0)
    found += axe(phone)
    assert found == []
    forgive(visit, "status of 409")


def register(visit: Any, work: Any, meeting: Meeting, organisation: str, number: int) -> None:
    work()
    mail.outbox.clear()
    phone = visit(f"/register/{meeting.key}/?lang=ar", device=PHONE)
    fields = {"organisation": organisation, "contact_function": "الرئيسة", "email": f"{number}@example.org"}
    for name, value in (fields | {"phone": "0612345678", "people": "2"}).items():
        phone.locator(f"[name={name}]").fill(value)
    phone.locator("main form .button").last.click()
    expect(phone.locator("main")).to_contain_text("بريدكم")
    work()
    address = re.search(r"/invited/[\w-]+/", mail.outbox[0].body)
    assert address
    phone.goto(f"{address[0]}?lang=ar")
    phone.locator("button[value=come]").click()
    expect(phone.locator(".pass .qr img")).to_be_visible()


def test_names_that_people_typed_stand_in_their_rows_on_the_sheet(visit: Any, work: Any) -> None:
    meeting = factories.announced(takes_registrations=True)
    for number, name in enumerate([LONG, LONG_TIFINAGH, "Zone"]):
        register(visit, work, meeting, name, number)
    desk = visit("/accounts/login/", device=DESKTOP)
    sign_in(desk, factories.staff("recorder"))

    page = pypdfium2.PdfDocument(desk.request.get(f"/staff/meetings/{meeting.pk}/sheet.pdf").body())[0].get_textpage()

    written = page.get_text_range(0, -1)
    boxes = {letter: [page.get_charbox(at) for at, each in enumerate(written) if each == letter] for letter in "WZⵜ"}
    assert "[U+" not in written
    assert [len(boxes[letter]) for letter in "WZⵜ"] == [99, 1, 2]
    assert min(box[1] for box in boxes["W"]) > boxes["Z"][0][3] > boxes["ⵜ"][0][3]
