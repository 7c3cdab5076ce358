"""Public pages are the same for everybody, so they say nothing that is wrong for somebody who is signed in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext as _, override

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("path", ["", "meetings/", "demands/", "reports/", "associations/", "privacy/"])
def test_public_page_asks_nobody_to_open_an_account_or_to_sign_in(language: str, path: str) -> None:
    client = Client()
    client.force_login(factories.representative())

    page = client.get(f"/{language}/{path}").content.decode()

    with override(language):
        assert _("My account") in page
        for words in ("Open an account", "Sign in"):
            assert f">{_(words)}<" not in page


@pytest.mark.parametrize(("function", "place"), [("", "/members/"), ("recorder", "/staff/")])
def test_link_to_the_account_leads_who_is_signed_in_to_the_own_pages(function: str, place: str) -> None:
    user: Any = factories.staff(function) if function else factories.representative()
    client = Client()
    client.force_login(user)

    assert client.get("/accounts/login/?language=ar").url == place
