"""One concern, from the phone of an association to the public answer and the association's verdict on it: nobody is skipped on the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from consultations.models import Axis, Meeting
from proposals.models import Concern, Demand, PublishedConcern
from tests import factories
from tests.browser import DESKTOP, PHONE
from tests.days import in_days
from tests.journeys.office import fill
from tests.journeys.test_concern import TITLE, begin, go, write_subject
from tests.journeys.test_demand import approve, judge, press, save, verdict_link
from tests.journeys.test_inbox import decide
from tests.journeys.test_meeting_room import announce

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
TEXT = "منذ الدخول المدرسي تمر دراجات نارية بسرعة كبيرة في أوقات الخروج."
WORDED = "تمر دراجات نارية بسرعة أمام مدارس الحي وقت خروج التلاميذ."
WHEN, EVENINGS = "في أي ساعة يقع ذلك؟", "بين الرابعة والسادسة مساء."
ANSWER = "خصصت فرقة للدراجات أمام المدارس وقت الخروج."


def send(page: Page, member: Any) -> Concern:
    begin(page, member)
    write_subject(page)
    go(page, "**/2/")
    page.locator("[name=areas]").select_option("hamria")
    page.locator("[name=text]").fill(TEXT)
    go(page, "**/3/")
    page.locator("form[data-send] button").click()
    page.wait_for_url("**/receipt/")
    return Concern.objects.get()


def reply(page: Page, concern: Concern) -> None:
    page.goto(reverse("members:concern", args=[concern.reference]))
    page.locator("[name=text]").fill(EVENINGS)
    page.locator("form[action$='/reply/'] button").click()
    expect(page.locator("main")).to_contain_text(EVENINGS)


def put_on_the_agenda(page: Page, meeting: Meeting, concern: Concern) -> None:
    page.goto(reverse("staff:agenda", args=[meeting.pk]))
    with page.expect_navigation():
        page.locator(f"form.place:has([name=concern][value='{concern.pk}']) button").click()


def word(page: Page, concern: Concern, meeting: Meeting) -> PublishedConcern:
    """The public wording, with the meeting at which it is spoken about; sent to a second person."""
    page.goto(reverse("staff:concern", args=[concern.pk]))
    press(page, "publication_begin", concern.pk)
    row = PublishedConcern.objects.get()
    page.goto(reverse("staff:publication_edit", args=[row.pk]))
    fill(page, text_ar=WORDED)
    page.locator("[name=meeting_key]").select_option(meeting.key)
    save(page)
    press(page, "publication_submit", row.pk)
    return row


def publish(page: Page, row: PublishedConcern) -> None:
    page.goto(reverse("staff:publication", args=[row.pk]))
    page.locator("#approve [name=has_read]").check()
    press(page, "publication_approve", row.pk)


def make_a_demand(page: Page, concern: Concern) -> Demand:
    page.goto(reverse("staff:concern_demand", args=[concern.pk]))
    save(page)
    return Demand.objects.get()


def answer(page: Page, demand: Demand) -> None:
    page.goto(reverse("staff:demand", args=[demand.pk]))
    press(page, "follow_up_begin", demand.pk)
    page.locator("[name=move][value=start]").check()
    fill(page, sentence_ar="شرعنا في العمل.", answer_ar=ANSWER)
    save(page)
    press(page, "follow_up_send", demand.follow_ups.get().pk)


def test_concern_is_asked_about_accepted_worded_discussed_answered_in_public_and_judged(visit: Any, work: Any) -> None:
    association = factories.verified_association()
    member = factories.representative(association)
    people = {function: factories.staff(function) for function in ("recorder", "editor", "head")}
    people["moderator"] = factories.staff("moderator", "recorder")
    phone = visit("/accounts/login/", device=PHONE)
    concern = send(phone, member)

    desk = visit("/staff/concerns/", device=DESKTOP, user=people["moderator"])
    desk.get_by_role("link", name=TITLE).click()
    decide(desk, "ask", WHEN)
    reply(phone, concern)
    desk.reload()
    expect(desk.locator(".timeline")).to_contain_text(EVENINGS)
    decide(desk, "accept", "قبلنا انشغالكم.")

    meeting = factories.meeting(people["recorder"], held_on=in_days(20), starts_at=dt.time(17))
    Axis.objects.create(meeting=meeting, position=1, title=factories.text("محيط المدارس"))
    put_on_the_agenda(desk, meeting, concern)
    head = visit("/staff/", device=DESKTOP, user=people["head"])
    announce(head, meeting)
    row = word(desk, concern, meeting)
    publish(head, row)
    reader = visit(f"/ar/concerns/{row.key}/", device=PHONE)
    expect(reader.locator("main")).to_contain_text(WORDED)
    expect(reader.locator(f"main a[href='/ar/meetings/{meeting.key}/']").first).to_be_visible()

    demand = make_a_demand(desk, concern)
    answer(visit("/staff/", device=DESKTOP, user=people["editor"]), demand)
    work()
    mail.outbox.clear()
    approve(head, demand)
    work()
    reader.goto(f"/ar/demands/{demand.key}/")
    expect(reader.locator("main")).to_contain_text(ANSWER)

    told = [each for each in mail.outbox if each.to == [member.email]]
    judge(visit(verdict_link(told[-1]), user=member, device=PHONE))
    verdict = demand.answers.get().verdicts.get()
    desk.goto(reverse("staff:verdict", args=[verdict.pk]))
    press(desk, "verdict_publish", verdict.pk)
    reader.reload()
    expect(reader.locator("main")).to_contain_text(verdict.sentence)
    assert Concern.objects.get().state == "accepted"
