"""A member sees on the account page what awaits the association, answers there, chooses how news comes, and follows by the code on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from proposals.concerns import review, submission
from proposals.states import ConcernState
from tests import factories
from tests.browser import PHONE, axe, sign_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
ANSWER = "في المساء أكثر، بعد الخروج من الإعدادية."


def test_member_answers_what_awaits_the_association_and_a_stranger_follows_by_code(visit: Any) -> None:
    concern = factories.concern()
    review.move(concern, by=factories.staff("moderator"), move="ask", sentence="متى يقع ذلك؟")
    page = visit("/accounts/login/", device=PHONE)
    sign_in(page, concern.submitted_by)
    page.goto("/members/")
    found = axe(page)

    page.locator(".awaits a.button").click()
    found += axe(page)
    page.locator(".promise a.button").click()
    page.locator("[name=text]").fill(ANSWER)
    page.locator("form[action$='/reply/'] button").click()
    page.goto("/members/")
    expect(page.locator(".awaits")).to_have_count(0)
    concern.refresh_from_db()
    assert concern.state == ConcernState.UNDER_REVIEW

    page.locator("a[href='/members/news/']").click()
    found += axe(page)
    page.locator("[name=how_often][value=daily]").check()
    page.locator("form.sheet button").first.click()
    page.wait_for_url("**/members/")

    stranger = visit("/follow/", device=PHONE)
    found += axe(stranger)
    stranger.locator("[name=reference]").fill(concern.reference)
    stranger.locator("[name=code]").fill(submission.follow_code(concern))
    stranger.locator("form.sheet button").click()
    expect(stranger.locator("h1")).to_have_text(concern.reference)
    assert ANSWER not in stranger.content()
    assert found + axe(stranger) == []
