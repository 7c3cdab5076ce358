"""A training is enrolled on a phone, attended by the code of the pass, certified; the certificate is verified, revoked, verified again."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cooperation.models import Certificate, Enrolment, Training
from cooperation.trainings import enrolments
from cooperation.trainings.drafts import TRAININGS, edit_session
from core.text.texts import Texts
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.cooperation.trainings import playing
from tests.days import days_ago
from tests.journeys.test_demand import press

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
NAME = "خديجة المثال"


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form button:not([type=button])").last.click()


def moved_to_yesterday(row: Training) -> None:
    """A browser cannot wait for the day: the training is corrected, approved and published with another one."""
    editor, yesterday = factories.staff("editor"), days_ago(1)
    row.refresh_from_db()
    row = TRAININGS.correct(row, by=editor, sentence="يوم آخر")
    session = row.sessions.get()
    edit_session(session, by=editor, version=session.version, day=yesterday)
    row.refresh_from_db()
    row = TRAININGS.save(row, by=editor, version=row.version, enrol_until=yesterday, change_note=Texts(ar="يوم آخر"))
    playing.approve(playing.submitted(row, by=editor))


def test_training_is_enrolled_attended_by_code_certified_and_the_certificate_revoked(visit: Any) -> None:
    row, association = playing.published(sessions=1), factories.association()
    member = factories.representative(association)
    phone = visit(f"/ar/trainings/{row.key}/", device=PHONE, user=member)
    found = axe(phone)
    phone.locator(f"a[href='{reverse('members:training_enrol', args=[row.key])}']").click()
    phone.locator("[name=participant]").fill(NAME)
    send(phone)
    expect(phone.locator("main")).to_contain_text(NAME)
    found += axe(phone)

    place = Enrolment.objects.get()
    own = visit(reverse("training_pass", args=[enrolments.token_of(place)]), device=PHONE)
    expect(own.locator("main")).to_contain_text(place.code)
    found += axe(own)
    moved_to_yesterday(row)

    recorder = visit(reverse("staff:check_in_code", args=[place.code]), device=PHONE, user=factories.staff("recorder"))
    found += axe(recorder)
    send(recorder)
    expect(recorder.locator("main")).to_contain_text(NAME)

    head = visit(reverse("staff:training_participants", args=[row.pk]), device=DESKTOP, user=factories.staff("head"))
    found += axe(head)
    press(head, "training_issue", row.pk)
    made = Certificate.objects.get()

    stranger = visit("/certificates/?lang=ar", device=PHONE)
    stranger.locator("[name=code]").fill(made.code.lower())
    send(stranger)
    expect(stranger.locator(".seal")).to_have_class("sheet seal is-valid")
    expect(stranger.locator("main")).not_to_contain_text(NAME)
    found += axe(stranger)

    head.goto(reverse("staff:training_certificate", args=[made.pk]))
    head.locator("[name=reason][value=presence]").check()
    press(head, "training_certificate_revoke", made.pk)
    stranger.reload()
    expect(stranger.locator(".seal")).to_have_class("sheet seal is-revoked")
    assert found == []
