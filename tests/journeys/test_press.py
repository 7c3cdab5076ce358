"""A media outlet asks for accreditation, reads a press kit by its own link before the end of the embargo, and everybody after it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail

from consultations.models import Report
from cooperation.models import MediaOutlet, PressKitOpening
from cooperation.press import kits, outlets
from core import clock
from core.time_travel import happening
from demo import people
from tests.browser import PHONE, axe
from tests.cooperation import playing
from tests.followers.playing import links

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
    pytest.mark.usefixtures("replayed"),
]


def test_outlet_is_accredited_and_reads_a_kit_under_embargo(visit: Any, work: Any) -> None:
    users, report = people.ensure(), Report.objects.get()
    public = f"/ar/reports/{report.meeting.key}/"
    page = visit(public, device=PHONE)
    page.locator("a[href^='/press/accreditation/']").first.click()
    found = axe(page)
    for name, value in (
        ("name", "جريدة"), ("contact_name", "رئيسة التحرير"), ("email", "desk@example.org"), ("about", "جريدة محلية"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button").click()
    found += axe(page)
    outlets.decide(MediaOutlet.objects.get(), by=users["head"], move="accredit")
    embargo = clock.now() + dt.timedelta(hours=1)
    kit = playing.submitted(playing.drafted(report, by=users["editor"], embargo_until=embargo), by=users["editor"])
    playing.approved(kit, by=users["head"])
    work()

    page.goto(links(next(each for each in mail.outbox if "/press/kit/" in each.body))[0])
    found += axe(page)
    assert playing.SUMMARY not in page.content()
    page.locator("main form button").click()
    found += axe(page)
    assert playing.SUMMARY in page.content()
    assert PressKitOpening.objects.count() == 1

    with happening(embargo + dt.timedelta(minutes=1)):
        kits.release()
    page.goto(page.url.split("/press/")[0] + public)
    page.locator("a[href$='/press/']").first.click()
    found += axe(page)
    assert playing.SUMMARY in page.content()
    assert found == []
    assert page.context.cookies() == []
