"""Threat 9: where policy asks for a second factor, a password alone opens nothing of the office but enrolment."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import outbox
from tests import factories
from tests.security.addresses import arguments, every_url_name
from tests.security.browsing import fields
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
ENROL = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/recovery-codes/"
ASK = "/accounts/2fa/authenticate/"
STEP = 30


@pytest.fixture(autouse=True)
def _policy(settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True
    settings.MFA_TOTP_TOLERANCE = 1  # so that a test need not wait for the next code


def code(secret: str, *, ahead: int = 0) -> str:
    """A code is good once: for a second one look at the authenticator a step later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + ahead))


def sign_in(user: User) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})


def at_the_enrolment_page(user: User) -> tuple[Client, Any]:
    client, _answer = sign_in(user)
    asked = client.get(ENROL).headers["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    client.post(asked, {"password": factories.PASSWORD})
    return client, client.get(ENROL)


def enrolled(user: User) -> tuple[Client, str]:
    """Through the pages, as a person does it."""
    client, page = at_the_enrolment_page(user)
    secret = page.context["form"].secret
    answer = client.post(ENROL, fields(page, ENROL) | {"code": code(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return client, secret


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "headers", [{}, {"accept": "application/json"}, {"hx-request": "true"}], ids=["page", "json", "htmx"]
)
def test_every_office_address_leads_to_enrolment_only(scene: Scene, method: str, headers: dict[str, str]) -> None:
    client, where = scene.client("head"), arguments(scene)

    for name in (name for name in every_url_name() if name.startswith("staff:")):
        answer = client.generic(method, reverse(name, kwargs=where.get(name)), headers=headers)

        assert (answer.status_code, answer.headers["Location"]) == (302, ENROL), name
        assert answer.content == b""


def test_policy_switched_off_opens_the_office(scene: Scene, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False

    assert scene.client("head").get("/staff/").status_code == 200


def test_office_opens_after_real_enrolment(head: User) -> None:
    before, _answer = sign_in(head)
    assert before.get("/staff/").headers["Location"] == ENROL

    client, _secret = enrolled(head)

    assert client.get("/staff/").status_code == 200


def test_enrolment_with_a_wrong_code_opens_nothing(head: User) -> None:
    client, _page = at_the_enrolment_page(head)

    assert client.post(ENROL, {"code": "000000"}).status_code == 200
    assert client.get("/staff/").headers["Location"] == ENROL


def test_password_alone_does_not_sign_in_who_is_enrolled(head: User) -> None:
    _desk, secret = enrolled(head)

    client, answer = sign_in(head)

    assert answer.headers["Location"].startswith(ASK)
    for page in ("/staff/", "/members/", ENROL, "/accounts/email/"):
        assert client.get(page).headers["Location"].startswith("/accounts/login/"), page
    assert client.post(ASK, {"code": "000000"}).status_code == 200
    assert client.get("/staff/").status_code == 302
    assert client.post(ASK, {"code": code(secret, ahead=1)}).status_code == 302
    assert client.get("/staff/").status_code == 200


def test_recovery_code_signs_in_once(head: User) -> None:
    desk, _secret = enrolled(head)
    codes = desk.get(f"{CODES}download/").content.decode().split()
    assert len(codes) == 10

    client, _answer = sign_in(head)
    assert client.post(ASK, {"code": codes[0]}).status_code == 302
    assert client.get("/staff/").status_code == 200

    again, _answer = sign_in(head)
    assert again.post(ASK, {"code": codes[0]}).status_code == 200
    assert again.get("/staff/").status_code == 302


def test_code_overheard_cannot_be_used_again(head: User) -> None:
    _desk, secret = enrolled(head)
    overheard = code(secret, ahead=1)
    owner, _answer = sign_in(head)
    assert owner.post(ASK, {"code": overheard}).status_code == 302

    thief, _answer = sign_in(head)

    assert thief.post(ASK, {"code": overheard}).status_code == 200
    assert thief.get("/staff/").status_code == 302


def test_new_password_by_mail_does_not_get_round_the_second_factor(head: User, mailoutbox: list[Any]) -> None:
    enrolled(head)
    client = Client()
    client.post("/accounts/password/reset/", {"email": head.email})
    outbox.drain()
    link = next(line for line in mailoutbox[-1].body.split() if "/password/reset/key/" in line)
    page = client.get("/" + link.split("/", 3)[3], follow=True)

    client.post(page.request["PATH_INFO"], {"password1": "quite another one", "password2": "quite another one"})

    head.refresh_from_db()
    assert head.check_password("quite another one")
    assert client.get("/staff/").headers["Location"].startswith("/accounts/login/")


def test_second_factor_switched_off_closes_the_office_again(head: User) -> None:
    client, _secret = enrolled(head)
    assert client.get("/staff/").status_code == 200

    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get("/staff/").headers["Location"] == ENROL
