"""A programme near a school is proposed by an association, meets the cell’s, is agreed by both, and is read in public."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cooperation.models import Convergence, Programme
from reference.models import Area, Theme
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.cooperation.programmes import playing
from tests.days import in_days
from tests.journeys.office import fill
from tests.journeys.test_demand import press

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


def test_programme_of_an_association_meets_that_of_the_cell(visit: Any) -> None:
    cell = playing.published(playing.of_cell())
    member, editor, head = (
        factories.representative(factories.verified_association()), factories.staff("editor"), factories.staff("head"),
    )  # fmt: skip

    phone = visit(reverse("members:programme_new"), device=PHONE, user=member)
    found = axe(phone)
    fill(phone, title_ar="أصدقاء الطريق", summary_ar="ورشات حول الطريق إلى المدرسة.")
    fill(phone, begins_on=str(in_days(playing.FAR)), ends_on=str(in_days(playing.FAR + 20)))
    for name, value in (
        ("audiences", "middle"), ("themes", Theme.objects.get(key="schools_surroundings").pk), ("areas", Area.objects.get(key="meknes").pk),
    ):  # fmt: skip
        phone.locator(f"[name={name}][value='{value}']").evaluate("box => { box.checked = true }")
    with phone.expect_navigation():
        phone.locator("main form button:not([type=button])").last.click()
    theirs = Programme.objects.exclude(pk=cell.pk).get()
    found += axe(phone)

    office = visit(reverse("staff:convergences"), device=DESKTOP, user=editor)
    found += axe(office)
    pair = Convergence.objects.get()
    office.goto(reverse("staff:convergence", args=[pair.pk]))
    found += axe(office)
    fill(office, sentence_ar="هل نلتقي في برنامج واحد؟")
    office.locator("#offer [name=offer]").select_option("programme")
    press(office, "convergence_offer", pair.pk)

    phone.goto(reverse("members:convergence", args=[pair.pk]))
    expect(phone.locator("main")).to_contain_text("هل نلتقي في برنامج واحد؟")
    found += axe(phone)
    with phone.expect_navigation():
        phone.locator("#agree button").last.click()

    joint = Programme.objects.get(origins=theirs)
    playing.submitted(joint, by=editor)
    reading = visit(reverse("staff:programme", args=[joint.pk]), device=DESKTOP, user=head)
    found += axe(reading)
    for box in reading.locator("[name=has_read]").all():
        box.check()
    press(reading, "programme_approve", joint.pk)

    reader = visit(f"/ar/programmes/{joint.key}/", device=PHONE)
    expect(reader.locator("main")).to_contain_text("برنامج مشترك")
    expect(reader.locator(f"main a[href='/ar/programmes/{cell.key}/']")).to_be_visible()
    expect(reader.locator("main")).to_contain_text("أصدقاء الطريق")
    found += axe(reader)
    assert found == []
