"""The cell invites, an association answers on a phone without an account, the sheet is printed, and people are checked in."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from consultations.invitations.registrations import token_of
from consultations.models import Attendance, Meeting, Registration
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


def invite_all(page: Page, meeting: Meeting) -> list[str]:
    """Gives what axe finds on the way."""
    page.goto(f"/staff/meetings/{meeting.pk}/invitations/choose/")
    found = axe(page)
    for box in page.locator("[name=pick]").all():
        box.check()
    page.locator("form:has([name=pick]) button").click()
    expect(page.locator("main")).to_contain_text("amal@example.org")
    expect(page.locator("[aria-labelledby=unreached]")).to_contain_text("جمعية بلا بريد")
    found += axe(page)
    page.locator("main form .button").first.click()
    expect(page.locator(".list > li")).to_have_count(2)
    found += axe(page)
    return found


def answer(page: Page) -> None:
    page.locator("[name=people]").fill("2")
    page.locator("[name=women]").fill("1")
    page.locator("[name=contact_function]").fill("الرئيسة")
    page.locator("button[value=come]").click()
    expect(page.locator(".pass .qr img")).to_be_visible()
    assert page.locator(".pass .qr img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def find_by_code(page: Page, code: str) -> None:
    """As somebody types it who hears it."""
    page.locator("[name=q]").fill(f"{code[:4]} {code[4:]}".lower())
    page.locator(".check-in-find button").click()
    expect(page.locator("h1")).to_contain_text("جمعية الأمل")


def enter_without_registration(page: Page) -> None:
    page.get_by_role("link", name="حضر دون تسجيل").click()
    page.locator("[name=organisation]").fill("ودادية الزيتون")
    page.locator("[name=people]").fill("")
    page.locator("main form .button").click()


def test_from_the_invitation_to_the_counts_at_the_door(visit, work):
    recorder = factories.staff("recorder")
    meeting = factories.announced(capacity=40, title=text("لقاء محيط المدارس"))
    factories.association(name=text("جمعية الأمل"), email="amal@example.org")
    factories.association(name=text("جمعية بلا بريد"), phone="+212612345678")
    desk = visit("/accounts/login/", device=DESKTOP)
    sign_in(desk, recorder)

    found = invite_all(desk, meeting)
    work()
    assert [message.to for message in mail.outbox] == [["amal@example.org"]]
    address = re.search(r"/invited/[\w-]+/", mail.outbox[0].body)
    assert address
    phone = visit(address[0], device=PHONE)
    answer(phone)
    assert phone.context.cookies() == []
    assert fits(phone)
    found += axe(phone)
    code = phone.locator(".spoken bdi").inner_text()

    sheet = desk.request.get(f"/staff/meetings/{meeting.pk}/sheet.pdf")
    assert len(PdfReader(io.BytesIO(sheet.body())).pages) >= 1

    door = visit(f"/staff/meetings/{meeting.pk}/check-in/", device=NARROW, user=recorder)
    found += axe(door)
    assert fits(door)
    find_by_code(door, code)
    found += axe(door)
    door.locator("main form .button").click()
    expect(door.locator(".in-room b")).to_have_text(["2", "1", "1"])
    enter_without_registration(door)

    expect(door.locator(".in-room b")).to_have_text(["2", "1", "2"])
    expect(door.locator(".in-room .unknown")).to_have_count(2)
    assert fits(door)
    assert Attendance.objects.count() == 2
    assert Registration.objects.get(code=code).attendance.arrived_at
    assert found == []


@pytest.mark.parametrize(
    ("device", "size"),
    [(NARROW, "100%"), (PHONE, "100%"), (PHONE, "200%"), (DESKTOP, "100%"), (DESKTOP, "200%")],
    ids=["320", "390", "390 large", "1280", "1280 large"],
)
def test_page_of_a_meeting_keeps_its_facts_apart(visit, device, size):
    day = dt.date(timezone.localdate().year + 1, 12, 16)
    hours = {"starts_at": dt.time(17), "ends_at": dt.time(19), "answers_until": timezone.now() + dt.timedelta(days=9)}
    meeting = factories.announced(capacity=40, held_on=day, venue=text("دار الشباب", fr="Maison des jeunes"), **hours)

    page = visit(f"/fr/meetings/{meeting.key}/", device=device)
    page.evaluate("size => document.documentElement.style.fontSize = size", size)

    # Longer than its column, a day would run into the place beside it, or push the page out of the phone.
    facts = page.locator(".facts dd").evaluate_all(
        "all => all.filter(dd => dd.scrollWidth > dd.clientWidth + 1).length"
    )
    assert facts == 0
    assert fits(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_pages_of_an_invitation_fit_a_phone_with_large_letters(visit, language):
    until = dt.datetime(timezone.localdate().year + 1, 12, 20, 9, tzinfo=dt.UTC)
    meeting = factories.announced(
        held_on=until.date(), capacity=40, answers_until=until, takes_registrations=True, starts_at=dt.time(17)
    )
    tokens = [token_of(factories.invited(meeting)), token_of(factories.registered(meeting))]
    paths = [f"/register/{meeting.key}/", *(f"/invited/{token}/" for token in tokens)]

    wide = []
    for path in paths:
        page = visit(f"{path}?lang={language}", device={"viewport": PHONE["viewport"]})
        expect(page.locator(".until time")).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide += [] if fits(page) else [path]

    assert wide == []
