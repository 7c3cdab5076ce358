"""A moderator reads a concern, asks, gets an answer and accepts; the opening of a confidential concern is recorded."""

from __future__ import annotations

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from proposals.concerns import review
from proposals.models import Concern, Opening
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
NARROW = {"viewport": {"width": 320, "height": 640}}
ASKED, ANSWERED, ACCEPTED = "في أي زنقة؟", "زنقة الزيتون", "قبلنا انشغالكم"


def decide(page: Page, move: str, sentence: str) -> None:
    step = page.locator(f"#{move}")
    step.locator("summary").click()
    step.locator("textarea").fill(sentence)
    with page.expect_navigation():
        step.locator("button:not([name])").click()


def test_a_concern_is_found_asked_about_answered_and_accepted(visit, work):
    concern = factories.concern(
        title="دراجات نارية قرب المدرسة", text="اتصلوا على 0661234567", files=[factories.photo()]
    )
    other, moderator = factories.concern(), factories.staff("moderator")
    work()
    mail.outbox.clear()
    page = visit("/staff/", device=DESKTOP, user=moderator)
    found = axe(page)
    page.goto("/staff/concerns/")
    expect(page.locator(".waiting > li")).to_have_count(2)
    page.locator(".filters > summary").click()
    page.locator("[name=q]").fill(f" {concern.reference.lower()} ")
    page.locator("form[role=search] button").click()
    expect(page.locator(".waiting > li")).to_have_count(1)
    found += axe(page)
    page.get_by_role("link", name="دراجات نارية قرب المدرسة").click()
    expect(page.locator("mark")).to_have_text("0661234567")
    found += axe(page)
    decide(page, "ask", ASKED)
    assert work() == 1
    assert concern.reference in mail.outbox[0].body
    assert ASKED not in mail.outbox[0].body

    review.reply(concern, by=concern.submitted_by, text=ANSWERED)
    page.reload()
    expect(page.locator(".timeline")).to_contain_text(ANSWERED)
    decide(page, "accept", ACCEPTED)
    work()

    assert ACCEPTED not in mail.outbox[-1].body
    assert Concern.objects.get(pk=concern.pk).state == "accepted"
    assert Concern.objects.get(pk=other.pk).state == "submitted"
    assert not Opening.objects.exists()
    assert found == []


def test_a_step_pressed_twice_is_one_step_and_no_conflict(visit):
    concern = factories.concern()
    page = visit(f"/staff/concerns/{concern.pk}/", device=DESKTOP, user=factories.staff("moderator"))
    page.locator("#accept summary").click()
    page.locator("#accept textarea").fill(ACCEPTED)

    with page.expect_navigation():
        page.locator("#accept button:not([name])").dblclick()

    expect(page.locator(".timeline")).to_contain_text(ACCEPTED)
    expect(page.locator(".alert.bad")).to_have_count(0)
    assert concern.steps.filter(sentence=ACCEPTED).count() == 1


def test_a_confidential_concern_is_opened_once_on_a_phone(visit):
    secret = factories.concern(
        use="cell_only", title="عنوان محجوب", text="نص محجوب", files=[factories.photo("ورقة.jpg")]
    )
    moderator = factories.staff("moderator")
    page = visit("/staff/concerns/", device=PHONE, user=moderator)
    expect(page.locator("main")).not_to_contain_text("محجوب")
    page.locator(".waiting a").first.click()
    expect(page.locator("main")).not_to_contain_text("محجوب")
    found = axe(page)
    assert not Opening.objects.exists()
    with page.expect_navigation():
        page.locator("form[action$='/open/'] button").first.click()

    expect(page.locator("h1")).to_have_text("عنوان محجوب")
    expect(page.locator(".received").last).to_contain_text("نص محجوب")
    assert page.title().startswith(secret.reference)
    found += axe(page)
    assert Opening.objects.get().by == moderator
    page.goto(f"/staff/concerns/{secret.pk}/")
    expect(page.locator("main")).not_to_contain_text("نص محجوب")
    assert Opening.objects.count() == 1
    assert found == []


@pytest.mark.slow
def test_a_letter_is_entered_by_a_recorder_who_gets_its_receipt(visit):
    factories.association(name=factories.text("جمعية جسور الحي"))
    page = visit("/staff/", device=PHONE, user=factories.staff("recorder"))
    page.locator("a[href='/staff/concerns/new/']").click()
    found = axe(page)
    page.get_by_role("link", name="جمعية جسور الحي").click()
    found += axe(page)
    page.locator(".decide button").click()
    expect(page.locator(".summary")).to_be_visible()
    found += axe(page)
    page.locator("[name=channel][value=paper]").check()
    page.locator("[name=use][value=public_named]").check()
    page.locator("[name=title]").fill("إنارة الزنقة")
    page.locator("[name=text]").fill("الزنقة مظلمة")
    theme = page.locator("[name=themes]").first
    theme.evaluate(
        "box => { for (let at = box; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
    )
    theme.check()
    page.locator("[name=files]").set_input_files(
        [{"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": factories.photo().read()}]
    )
    with page.expect_navigation():
        page.locator(".decide button").click()

    concern = Concern.objects.get()
    expect(page.locator("h1")).to_have_text(concern.reference)
    expect(page.locator("main")).to_contain_text("/follow/")
    assert concern.files.count() == 1
    found += axe(page)
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("device", [NARROW, PHONE, DESKTOP], ids=["320", "390", "1280"])
def test_no_page_of_the_inbox_is_wider_than_the_screen(visit, device):
    concern = factories.concern(title="كلمة" * 40, text="كلمةطويلة" * 60, files=[factories.photo("اسم" * 30 + ".jpg")])
    entered = factories.entered_concern(use="cell_only")
    page = visit("/accounts/login/", device=device)
    sign_in(page, factories.staff("moderator"))

    for path in ("", "new/", f"new/?association={concern.association_id}", f"{concern.pk}/", f"{entered.pk}/receipt/"):
        page.goto(f"/staff/concerns/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
