from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

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
