"""A follower opts in, is told once and leaves."""

from __future__ import annotations

import pytest
from django.test import Client

from followers.models import Follow, Follower, FollowRequest
from proposals.models import Demand
from tests.followers.playing import ADDRESS, links, mails, moved, sent_tomorrow

pytestmark = pytest.mark.django_db
FORM = {"email": ADDRESS, "language": "en", "period": "daily"}


@pytest.mark.slow
def test_follower_confirms_is_told_once_and_leaves(published_demand: Demand) -> None:
    demand = published_demand
    page = f"/following/new/demand/{demand.key}/"
    browser = Client()
    assert browser.get(f"/ar/demands/{demand.key}/").content.decode().count(page) == 1

    asked = browser.post(page, FORM)
    (confirmation,) = mails()
    (link,) = links(confirmation)
    confirmed = browser.post(link)

    assert (asked.status_code, confirmed.status_code) == (302, 302)
    assert browser.get(confirmed.url).status_code == 200
    assert Follow.objects.get().key == demand.key
    assert not FollowRequest.objects.exists()
    assert sent_tomorrow() == [], "nothing has changed"

    moved(demand)
    (digest,) = sent_tomorrow(2)
    assert sent_tomorrow(3) == []

    assert digest.to == [ADDRESS]
    assert f"/en/demands/{demand.key}/" in digest.body
    assert "ندرس المطلب مع الجهة المختصة." in digest.body
    left = browser.post(links(digest)[-1])

    assert left.status_code == 302
    assert browser.get(left.url).status_code == 200
    assert not Follower.objects.exists()
    assert not browser.cookies
