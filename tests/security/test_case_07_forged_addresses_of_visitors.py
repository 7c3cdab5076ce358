"""Threat 7, beyond tests/security/test_sign_in.py: wrong passwords behind our own proxy, and under other spellings of the address."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories
from tests.security.test_case_41_confusable_addresses import EMAIL, SAME
from tests.security.test_sign_in import is_throttled, try_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def test_only_what_our_own_proxy_saw_counts_of_a_forged_header(settings: Any) -> None:
    """Each request claims to come from elsewhere; the proxy adds the address that it saw as the last one."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    users = [factories.user() for _ in range(12)]

    outcomes = [
        is_throttled(try_password(Client(), user.email, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 203.0.113.9"))
        for number, user in enumerate(users)
    ]

    assert not any(outcomes[:10])
    assert all(outcomes[10:])
    assert not is_throttled(
        try_password(Client(), factories.user().email, HTTP_X_FORWARDED_FOR="10.0.0.1, 203.0.113.10")
    )


def test_owner_behind_the_proxy_is_not_locked_out_by_forged_headers(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user, own, seen = factories.user(), Client(), {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    try_password(own, user.email, factories.PASSWORD, **seen)
    own.post("/accounts/logout/", **seen)

    forged = [
        try_password(Client(), user.email, HTTP_X_FORWARDED_FOR=f"198.51.100.7, 203.0.113.{number}")
        for number in range(9)
    ]

    assert is_throttled(forged[-1])
    assert try_password(own, user.email, factories.PASSWORD, **seen).status_code == 302


def test_other_spellings_of_an_address_give_no_more_tries() -> None:
    user = factories.user(email=EMAIL)

    outcomes = [
        is_throttled(try_password(Client(REMOTE_ADDR=f"192.0.2.{number}"), spelling))
        for number, spelling in enumerate(SAME.values())
    ]

    assert outcomes == [False] * 5 + [True] * (len(SAME) - 5)
    assert user.email == EMAIL
