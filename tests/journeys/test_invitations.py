"""The cell invites, an association answers on a phone without an account, the sheet is printed, and the door counts who came."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from consultations.models import Attendance, Registration
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.factories import text

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_from_the_invitation_to_the_counts_at_the_door(visit, work):
    recorder = factories.staff("recorder")
    meeting = factories.announced(capacity=40, title=text("لقاء محيط المدارس"))
    factories.association(name=text("جمعية الأمل"), email="amal@example.org")
    factories.association(name=text("جمعية بلا بريد"), phone="+212612345678")
    desk = visit("/accounts/login/", device=DESKTOP)
    sign_in(desk, recorder)

    desk.goto(f"/staff/meetings/{meeting.pk}/invitations/choose/")
    found = axe(desk)
    for box in desk.locator("[name=pick]").all():
        box.check()
    desk.locator("form:has([name=pick]) button").click()
    expect(desk.locator("main")).to_contain_text("amal@example.org")
    expect(desk.locator("[aria-labelledby=unreached]")).to_contain_text("جمعية بلا بريد")
    found += axe(desk)
    desk.locator("main form .button").first.click()
    expect(desk.locator(".list > li")).to_have_count(2)
    found += axe(desk)

    work()
    assert [message.to for message in mail.outbox] == [["amal@example.org"]]
    address = re.search(r"/invited/[\w-]+/", mail.outbox[0].body)
    assert address
    phone = visit(address[0], device=PHONE)
    phone.locator("[name=people]").fill("2")
    phone.locator("[name=women]").fill("1")
    phone.locator("[name=contact_function]").fill("الرئيسة")
    phone.locator("button[value=come]").click()
    expect(phone.locator(".pass .qr img")).to_be_visible()
    assert phone.locator(".pass .qr img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert phone.context.cookies() == []
    assert fits(phone)
    found += axe(phone)
    code = phone.locator(".spoken bdi").inner_text()

    sheet = desk.request.get(f"/staff/meetings/{meeting.pk}/sheet.pdf")
    assert len(PdfReader(io.BytesIO(sheet.body())).pages) >= 1

    door = visit("/accounts/login/", device=NARROW)
    sign_in(door, recorder)
    door.goto(f"/staff/meetings/{meeting.pk}/door/")
    found += axe(door)
    assert fits(door)
    door.locator("[name=q]").fill(f"{code[:4]} {code[4:]}".lower())
    door.locator(".door-find button").click()
    expect(door.locator("h1")).to_contain_text("جمعية الأمل")
    found += axe(door)
    door.locator("main form .button").click()
    expect(door.locator(".in-room b")).to_have_text(["2", "1", "1"])
    door.get_by_role("link", name="حضر دون تسجيل").click()
    door.locator("[name=organisation]").fill("ودادية الزيتون")
    door.locator("[name=people]").fill("")
    door.locator("main form .button").click()

    expect(door.locator(".in-room b")).to_have_text(["2", "1", "2"])
    expect(door.locator(".in-room .unknown")).to_have_count(2)
    assert fits(door)
    assert Attendance.objects.count() == 2
    assert Registration.objects.get(code=code).attendance.arrived_at
    assert found == []


def test_long_day_of_a_deadline_fits_the_page_of_a_meeting_on_a_phone(visit):
    year = timezone.localdate().year + 1
    until = dt.datetime(year, 12, 20, 9, tzinfo=dt.UTC)
    meeting = factories.announced(held_on=dt.date(year, 12, 30), capacity=40, answers_until=until)

    page = visit(f"/fr/meetings/{meeting.key}/", device=PHONE)

    expect(page.get_by_text(f"20 décembre {year}")).to_be_visible()
    assert fits(page)
