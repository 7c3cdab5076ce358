"""An agreement is agreed to on a phone, approved, a promise of it becomes late, is delivered, and the public page says that it came late."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cooperation.models import Deliverable, Delivery, Partnership
from cooperation.partnerships import terms
from cooperation.partnerships.publication import pending
from core.clock import today
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.cooperation.partnerships import playing
from tests.journeys.office import fill
from tests.journeys.test_demand import press, save

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
LATE_BY = 2


def drafted() -> tuple[Partnership, Deliverable]:
    """The promise of the association was due two days ago."""
    editor = factories.staff("editor")
    row = playing.draft(by=editor, association=factories.verified_association())
    promised = Deliverable.objects.get(partnership=row, party__association__isnull=False)
    Deliverable.objects.filter(pk=promised.pk).update(due_on=today() - dt.timedelta(days=LATE_BY))
    terms.offer(row, by=editor)
    return row, promised


def sent(editor: Page, row: Partnership) -> None:
    row.refresh_from_db()
    factories.keep_findings(pending(row), by=factories.staff("editor"))
    editor.goto(reverse("staff:partnership", args=[row.pk]))
    press(editor, "partnership_submit", row.pk)


def approved(head: Page, row: Partnership) -> None:
    head.goto(reverse("staff:partnership", args=[row.pk]))
    for box in head.locator("[name=has_read]").all():
        box.check()
    press(head, "partnership_approve", row.pk)


def test_agreement_is_approved_late_and_delivered(visit: Any) -> None:
    row, promised = drafted()
    member = playing.member_of(row)
    phone = visit(reverse("members:partnership", args=[row.pk]), device=PHONE, user=member)
    found = axe(phone)
    phone.locator("[name=has_read]").check()
    with phone.expect_navigation():
        phone.locator("form[action$='/agree/'] button:not([type=button])").last.click()
    editor = visit(reverse("staff:partnership", args=[row.pk]), device=DESKTOP, user=factories.staff("editor"))
    found += axe(editor)
    sent(editor, row)
    head = visit(reverse("staff:partnership", args=[row.pk]), device=DESKTOP, user=factories.staff("head"))
    approved(head, row)

    reader = visit(f"/fr/partnerships/{row.key}/", device=PHONE)
    expect(reader.locator("main")).to_contain_text("2\u00a0jours de retard")
    found += axe(reader)

    phone.goto(reverse("members:partnership_report", args=[promised.pk]))
    phone.locator("[name=sentence]").fill("أنجزنا الحصص العشر")
    with phone.expect_navigation():
        phone.locator("main form button:not([type=button])").last.click()
    editor.goto(reverse("staff:partnership_desk"))
    found += axe(editor)
    editor.goto(reverse("staff:delivery_confirm", args=[Delivery.objects.get().pk]))
    fill(editor, done_on=today().isoformat(), evidence_ar="حصيلة الحصص")
    save(editor)
    sent(editor, row)
    approved(head, row)

    reader.reload()
    expect(reader.locator(".pact-rows")).to_contain_text("réalisé en retard")
    expect(reader.locator(".pact-rows")).to_contain_text("حصيلة الحصص")
    assert found == []
