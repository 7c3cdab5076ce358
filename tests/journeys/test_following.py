"""A follower opts in from a demand's page, is told once, and leaves: by the links in the mails, without account or cookie."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from followers.models import Follower
from proposals.models import Demand
from tests.browser import DESKTOP, PHONE, axe
from tests.followers.playing import ADDRESS, links, moved, sent_tomorrow

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
    pytest.mark.usefixtures("replayed"),
]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_follower_opts_in_is_told_once_and_leaves(visit: Any, work: Any, device: dict[str, Any]) -> None:
    demand = Demand.objects.earliest("number")
    page = visit(f"/ar/demands/{demand.key}/", device=device)
    page.locator("a[href^='/following/new/']").first.click()
    found = axe(page)
    page.locator("input[name=email]").fill(ADDRESS)
    page.locator("input[name=period][value=daily]").check()
    page.locator("main form button").click()
    found += axe(page)
    work()
    page.goto(links(mail.outbox[-1])[0])
    found += axe(page)
    page.locator("main form button").click()
    found += axe(page)
    moved(demand)

    (digest,) = sent_tomorrow()
    assert sent_tomorrow(2) == []
    page.goto(links(digest)[-1])
    page.locator("main form button").click()
    found += axe(page)

    assert found == []
    assert not Follower.objects.exists()
    assert page.context.cookies() == []
