"""The addresses of one account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.actions import people
from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/accounts/email/"


def entered(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    return client


def test_account_has_three_addresses_at_most_and_the_page_says_so() -> None:
    user = factories.user()
    client = entered(user)
    for number in (1, 2, 3, 4):
        client.post(PAGE, {"action_add": "", "email": f"more{number}@example.org"})

    page = client.get(PAGE)

    assert user.emailaddress_set.count() == 3
    assert not page.context["can_add_email"]
    assert page.content.decode().count('name="action_add"') == 0


def test_first_address_is_checked_under_the_lock_of_its_canonical_form(monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[Any] = []
    monkeypatch.setattr(people, "lock_address", locked.append)
    user = factories.user()

    people.check_primary_is_free(user, " Some.Body@BÜCHER.example\u200f ")
    people.check_primary_is_free(user, "no address")

    assert locked == ["some.body@xn--bcher-kva.example"]
