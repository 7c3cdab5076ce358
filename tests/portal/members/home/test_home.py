from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.time_travel import happening
from core.zone import ZONE
from partners.models import Membership
from tests import factories

pytestmark = pytest.mark.django_db


def test_home_shows_own_associations_only() -> None:
    own = factories.association(name=factories.text("جمعية الضفة"))
    factories.association(name=factories.text("جمعية الوادي"))
    client = Client()
    client.force_login(factories.representative(own))

    page = client.get("/members/").content.decode()

    assert "جمعية الضفة" in page
    assert "جمعية الوادي" not in page


def test_home_without_association_says_so(representative: Any) -> None:
    Membership.objects.all().delete()
    client = Client()
    client.force_login(representative)

    assert 'class="empty"' in client.get("/members/").content.decode()


def test_home_before_sign_in_leads_to_it() -> None:
    response = Client().get("/members/")

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/members/"


@pytest.mark.parametrize(("hour", "is_shown"), [(18, True), (19, False)])
def test_home_shows_a_meeting_until_it_is_over(hour: int, is_shown: bool) -> None:
    day, association = timezone.localdate() + dt.timedelta(days=3), factories.association()
    meeting = factories.announced(
        held_on=day, starts_at=dt.time(17), ends_at=dt.time(19), title=factories.text("لقاء المساء")
    )
    factories.registered(meeting, association)
    client = Client()
    client.force_login(factories.representative(association))

    with happening(dt.datetime.combine(day, dt.time(hour), ZONE)):
        page = client.get("/members/").content.decode()

    assert ("لقاء المساء" in page) == is_shown
