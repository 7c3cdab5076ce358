"""An association signs up on a phone, in Arabic, is verified, sends a concern over a broken connection and reads the answer."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.db import outbox
from core.models import StoredFile
from partners.models import Association
from proposals.models import Concern, Draft
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.journeys.test_concern import forgive
from tests.portal.members.concerns.pen import photo

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
EMAIL, NAME = "president@example.org", "جمعية نساء حي الزيتون"
TITLE, TEXT = "دراجات نارية قرب مدارس الحي", "تمر دراجات نارية بسرعة كبيرة وقت خروج التلاميذ."
ANSWER = "قبلنا انشغالكم، وسنجيب عنه في اللقاء المقبل."
ARABIC = {"locale": "ar"}
WATCH = "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective))"


class Walk:
    """One person's browser. ``look`` asks of a page what every page must hold."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.page.add_init_script(WATCH)
        self.found: list[str] = []

    def look(self, *, narrow: bool = True) -> None:
        self.found += axe(self.page)
        if self.page.locator("html").get_attribute("lang") != "ar":
            self.found.append(f"{self.page.url}: not in Arabic")
        if narrow:
            size = self.page.viewport_size
            self.page.set_viewport_size({"width": 320, "height": 640})
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            if wide > 0:
                self.found.append(f"{self.page.url}: {wide} px too wide at 320 px")

    def press(self, words: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words, exact=True).click()


def link_in(body: str) -> str:
    """The path of the first address in a mail."""
    return "/" + re.search(r"https?://\S+", body).group().split("/", 3)[3]  # type: ignore[union-attr]


def signs_up(walk: Walk) -> None:
    page = walk.page
    walk.follow("تسجيل جمعيتكم")
    walk.look()
    page.locator("[name=email]").fill(EMAIL)
    page.locator("[name=password1]").fill("قصيرة")
    walk.press("فتح الحساب")
    walk.look()
    expect(page.locator(".field.wrong")).to_contain_text("12")
    page.locator("[name=password1]").fill(factories.PASSWORD)
    walk.press("فتح الحساب")
    walk.look()
    outbox.drain()
    page.goto(link_in(mail.outbox[-1].body))
    walk.look()
    walk.press("هذا بريدي الإلكتروني")
    expect(page).to_have_url(re.compile("/members/$"))
    walk.look()


def registers(walk: Walk) -> Association:
    page = walk.page
    walk.follow("تسجيل جمعية")
    walk.look()
    page.locator("[name=name_ar]").fill(NAME)
    page.locator("[name=phone]").fill("06612")
    page.locator("summary", has_text="وصل التصريح").click()
    page.locator("[name=receipt_status]").select_option("provisional")
    page.locator("[name=receipt_number]").fill("12/2018")
    page.locator("[name=receipt_date]").fill("2018-03-01")
    walk.press("تسجيل الجمعية")
    walk.look()
    expect(page.locator(".field.wrong")).to_contain_text("06")
    expect(page.locator("[name=receipt_number]")).to_have_value("12/2018")
    page.locator("[name=phone]").fill("٠٦ ٦١ ٢٢ ٣٣ ٤٤")
    walk.press("تسجيل الجمعية")
    walk.look()
    association = Association.objects.get()
    assert (association.state, association.phone, association.receipt_date) == (
        "pending", "+212661223344", dt.date(2018, 3, 1),
    )  # fmt: skip
    return association


def is_verified(walk: Walk, association: Association) -> None:
    page = walk.page
    page.goto("/staff/")
    walk.look(narrow=False)
    walk.follow(NAME)
    walk.look(narrow=False)
    walk.press("تأكيد التحقق")
    walk.look(narrow=False)
    association.refresh_from_db()
    assert association.state == "verified"


def writes(walk: Walk, picture: Path) -> Concern:
    """The connection is gone while the text is written, and again when it is sent: the answer to the first sending is lost."""
    page = walk.page
    walk.follow("الكتابة إلى الخلية")
    walk.look()
    walk.press("ليست حالة استعجال: مواصلة")
    walk.look()
    page.locator("[name=kind][value=concern]").check()
    page.locator("[name=use][value=public_named]").check()
    page.locator("summary", has_text="محيط المدارس").click()
    page.locator("[name=themes][value=schools_surroundings]").check()
    page.locator("[name=title]").fill(TITLE)
    walk.press("مواصلة: عرض الوقائع")
    walk.look()
    page.context.set_offline(True)
    page.locator("[name=areas]").select_option("hamria")
    page.locator("[name=text]").fill(TEXT)
    expect(page.locator("[data-saving]")).to_have_text(page.locator("[data-saving]").get_attribute("data-kept") or "?")
    page.context.set_offline(False)
    expect(page.locator("[data-saving]")).to_contain_text(":")
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.locator("[data-attached] li [data-remove]")).to_be_visible()
    walk.press("مواصلة: المراجعة والإرسال")
    walk.look()
    expect(page.locator("main")).to_contain_text(TEXT)
    lost: list[Any] = []
    page.route("**/send/", lambda route: (lost.append(route.fetch()), route.abort()) if not lost else route.continue_())
    page.locator("form[data-send] button").click()
    page.wait_for_url("**/receipt/")
    assert len(lost) == 1
    return Concern.objects.get()


def reads_the_receipt(walk: Walk, concern: Concern) -> str:
    """Returns the path of the follow-up link."""
    page = walk.page
    walk.look()
    expect(page.locator(".reference")).to_have_text(concern.reference)
    expect(page.locator(".timeline time")).to_have_count(3)
    dates = [timezone.localdate(concern.received_at) + dt.timedelta(days=days) for days in (0, 3, 30)]
    shown = [time.get_attribute("datetime") or "" for time in page.locator(".timeline time").all()]
    assert [each[:10] for each in shown] == [each.isoformat() for each in dates]
    return link_in(page.locator(".link-text a").get_attribute("href") or "")


def is_answered(walk: Walk, concern: Concern) -> None:
    page = walk.page
    page.goto("/staff/concerns/")
    walk.look(narrow=False)
    walk.follow(TITLE)
    walk.look(narrow=False)
    expect(page.locator("main")).to_contain_text(TEXT)
    page.locator("#accept summary").click()
    page.locator("#accept textarea").fill(ANSWER)
    with page.expect_navigation():
        page.locator("#accept button:not([name])").click()
    walk.look(narrow=False)
    assert Concern.objects.get(pk=concern.pk).state == "accepted"


def test_association_signs_up_is_verified_writes_and_reads_the_answer(visit: Any, work: Any, tmp_path: Path) -> None:
    moderator, picture = factories.staff("moderator"), tmp_path / "صورة.jpg"
    picture.write_bytes(photo().read())
    phone = Walk(visit("/ar/", device=PHONE, **ARABIC))
    desk = Walk(visit("/accounts/login/", device=DESKTOP, **ARABIC))
    sign_in(desk.page, moderator)
    phone.page.reload()
    phone.look()

    signs_up(phone)
    association = registers(phone)
    is_verified(desk, association)
    work()
    phone.page.reload()
    expect(phone.page.locator("main")).to_contain_text("تم التحقق من الجمعية")
    phone.look()
    concern = writes(phone, picture)
    follow = reads_the_receipt(phone, concern)
    stranger = Walk(visit(follow, device=PHONE, **ARABIC))
    stranger.look()
    expect(stranger.page.locator("main")).not_to_contain_text(TITLE)
    is_answered(desk, concern)
    work()
    stranger.page.reload()
    expect(stranger.page.locator("main")).to_contain_text(ANSWER)
    stranger.look()
    phone.page.goto("/members/concerns/")
    phone.look()
    phone.follow(TITLE)
    phone.look()

    expect(phone.page.locator("main")).to_contain_text(ANSWER)
    assert mail.outbox[-1].to == [EMAIL]
    assert ANSWER not in mail.outbox[-1].subject + mail.outbox[-1].body
    assert (Concern.objects.count(), Draft.objects.count(), StoredFile.objects.count()) == (1, 0, 1)
    assert concern.association == association
    assert stranger.page.context.cookies() == []
    assert phone.found + desk.found + stranger.found == []
    forgive(visit, "ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
