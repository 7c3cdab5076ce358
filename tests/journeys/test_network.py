"""A network speaks: worded and asked by its coordinator, three agree, one declines, moderated, approved, published with 3 of 4."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from cooperation.models import JointText
from proposals.models import Support
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.cooperation.networks import playing
from tests.cooperation.networks.playing import Played
from tests.journeys.office import fill
from tests.journeys.test_demand import press, save

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


def test_statement_of_a_network_with_one_that_declines_is_published_with_three_of_four(visit: Any) -> None:
    network, demand = playing.played(), playing.public_demand()
    found: list[Any] = []
    coordinator = visit(
        reverse("members:joint_text_new", args=[network.memberships[0].pk]), device=PHONE, user=network.people[0]
    )
    fill(coordinator, title_ar="من أجل أمن المدارس", text_ar="نطلب دوريات عند الخروج.", number=str(demand.number))
    found += axe(coordinator)
    save(coordinator)
    row = JointText.objects.get()
    step(coordinator, "ask")
    found += axe(coordinator)

    for place, reply in ((1, "agreed"), (2, "agreed"), (3, "declined")):
        found += replies(visit, network, place, network.people[place], row, reply)
    coordinator.reload()
    step(coordinator, "send")

    moderator = visit(reverse("staff:statement", args=[row.pk]), device=DESKTOP, user=factories.staff("moderator"))
    found += axe(moderator)
    press(moderator, "statement_submit", row.pk)
    head = visit(reverse("staff:statement", args=[row.pk]), device=DESKTOP, user=factories.staff("head"))
    for box in head.locator("[name=has_read]").all():
        box.check()
    press(head, "statement_approve", row.pk)

    reader = visit(f"/ar/networks/{network.network.key}/", device=PHONE)
    found += axe(reader)
    with reader.expect_navigation():
        reader.locator(".net-words h3 a").click()
    found += axe(reader)
    assert reader.locator(".tally .on").count() == 3
    assert reader.locator(".tally i").count() == 4
    expect(reader.locator("main")).not_to_contain_text(str(network.associations[3].name.ar))
    assert Support.objects.filter(demand=demand).count() == 3
    assert found == []


def replies(visit: Any, network: Played, place: int, user: User, row: JointText, reply: str) -> list[Any]:
    address = reverse("members:joint_text", args=[network.memberships[place].pk, row.pk])
    page: Page = visit(address, device=PHONE, user=user)
    page.locator(f"[name=reply][value={reply}]").check()
    found = axe(page)
    step(page, "reply")
    return found


def step(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator(f"form[action$='/{name}/'] button").last.click()
