"""Threat 8: a thief of the database finds no secret of a second factor, and keys belong to the portal whatever the header Host says."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from core.db import cache_table
from tests import factories
from tests.factors import ASK, code, enrolled, give_factor, sign_in
from tests.security.dumping import shown_in

pytestmark = pytest.mark.django_db
ADD_KEY = "/accounts/2fa/webauthn/add/"


def codes_of(user: User) -> list[str]:
    found: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().generate_codes()
    return found


def signs_in(user: User, typed: str) -> bool:
    client, _answer = sign_in(user)
    return bool(client.post(ASK, {"code": typed}).status_code == 302)


def test_dump_shows_no_secret_of_the_app_and_no_recovery_code(head: User, dump: Any, settings: Any) -> None:
    settings.MFA_TOTP_TOLERANCE = 1

    _client, secret = enrolled(head)

    codes = codes_of(head)
    assert len(codes) == 10
    found = dump()
    assert not [each for each in (secret, *codes) if shown_in(found.encode(), each)]
    stored = Authenticator.objects.get(user=head, type="recovery_codes").data["seed"]
    # What allauth writes without our adapter, from which it computes the codes.
    assert len(stored) > 80
    assert not set(stored) <= set("0123456789abcdef")


def test_secrets_of_an_earlier_key_still_open(head: User, settings: Any) -> None:
    secret = give_factor(head)
    RecoveryCodes.activate(head)
    recovery = codes_of(head)[3]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 10, [settings.SECRET_KEY]

    assert signs_in(head, code(secret))
    assert signs_in(head, recovery)


@pytest.mark.parametrize("case", ["other key", "damaged", "not locked"])
def test_secret_that_cannot_be_read_opens_nothing(head: User, settings: Any, case: str) -> None:
    secret = give_factor(head)
    row = Authenticator.objects.get(user=head)
    if case == "other key":
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 10, []
    else:
        row.data["secret"] = secret if case == "not locked" else row.data["secret"][:-8]
        row.save()

    client, _answer = sign_in(head)
    answer = client.post(ASK, {"code": code(secret)})

    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]


def test_security_key_belongs_to_the_portal_whatever_the_host(representative: User, settings: Any) -> None:
    settings.PUBLIC_ORIGIN = "https://portal.example"
    settings.ALLOWED_HOSTS = ["portal.example", "old.example"]
    client = Client(headers={"host": "old.example"})
    client.post("/accounts/login/", {"login": representative.email, "password": factories.PASSWORD})
    session = client.session
    session["mailbox_confirmed"] = time.time()
    session.save()
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})

    page = client.get(ADD_KEY)

    assert page.context["js_data"]["creation_options"]["publicKey"]["rp"]["id"] == "portal.example"


def test_counts_of_wrong_passwords_outlast_a_flood_of_others() -> None:
    cache.clear()
    user = factories.user()
    for number in range(5):
        wrong = {"login": user.email, "password": "not the password at all"}
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/accounts/login/", wrong)

    for number in range(320):  # Django's default of entries is 300
        cache.set(f"z{number}", [1.0], 300)

    right = {"login": user.email, "password": factories.PASSWORD}
    assert Client(REMOTE_ADDR="192.0.2.99").post("/accounts/login/", right).status_code == 200


def test_counts_that_have_expired_are_deleted() -> None:
    cache.clear()
    for name, seconds in (("over", 300), ("living", 300), ("lasting", None)):
        cache.set(name, 1, seconds)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_cache SET expires = now() - interval '1 minute' WHERE cache_key LIKE '%over'")

    assert cache_table.forget_old() == 1

    assert [cache.get(name) for name in ("over", "living", "lasting")] == [None, 1, 1]
