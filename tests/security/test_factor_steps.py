"""Threats 8 and 42: what lies between the password and the second factor, wrong codes, and clocks that were wrong."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts import mailbox_codes, sessions, wrong_codes
from accounts.models import User
from core.db import outbox
from core.models import Usage
from tests.factors import ASK, CONFIRM, MAILBOX, ask_mailbox, code, give_factor, mailed_code, sign_in, signed_in

ADD_KEY = "/accounts/2fa/webauthn/add/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _policy(settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True
    settings.MFA_TOTP_TOLERANCE = 1
    cache.clear()


def choose_new_password(user: User) -> None:
    user.set_password("another long password for tests")
    user.save()


def guess(user: User, *, times: int, address: str = "192.0.2.1") -> None:
    client, _answer = sign_in(user)
    for _number in range(times):
        assert client.post(ASK, {"code": "000000"}, REMOTE_ADDR=address).status_code == 200


@pytest.mark.parametrize("end", [choose_new_password, sessions.end_all])
def test_password_given_before_sessions_ended_is_asked_for_again(head: User, end: Callable[[User], None]) -> None:
    secret = give_factor(head)
    client, _answer = sign_in(head)
    end(head)

    answer = client.post(ASK, {"code": code(secret)})

    assert answer.headers["Location"] == "/accounts/login/"
    assert client.get("/staff/").headers["Location"].startswith("/accounts/login/")
    assert client.post(ASK, {"code": code(secret, ahead=1)}).headers["Location"] == "/accounts/login/"


def test_owner_is_told_once_a_day_of_wrong_codes(head: User) -> None:
    give_factor(head)

    guess(head, times=4)
    outbox.drain()
    assert not mail.outbox
    guess(head, times=1)
    cache.clear()  # five minutes later
    guess(head, times=5)
    outbox.drain()

    assert [each.to for each in mail.outbox] == [[head.email]]
    assert reverse("reset_password") in mail.outbox[0].body


def test_wrong_codes_of_a_living_session_are_told_as_well(head: User) -> None:
    give_factor(head)
    client = signed_in(head, minutes_ago=60)

    for _number in range(5):
        client.post(CONFIRM, {"code": "000000"})
    outbox.drain()

    assert [each.to for each in mail.outbox] == [[head.email]]


@pytest.mark.parametrize(("minutes_ago", "is_asked"), [(-0.5, False), (-2, True), (-600, True), (1, False)])
def test_factor_shown_in_the_future_is_not_fresh(administrator: User, minutes_ago: float, is_asked: bool) -> None:
    give_factor(administrator)

    answer = signed_in(administrator, minutes_ago=minutes_ago).post(reverse("staff:person_new"), {})

    assert answer.headers.get("Location", "").startswith(CONFIRM) == is_asked


@pytest.mark.parametrize(
    "sent", ["[]", "1", "{}", '{"id": 1}', '{"id": "AA", "rawId": "BB", "type": "public-key", "response": 5}']
)
@pytest.mark.parametrize("page", [ASK, CONFIRM, ADD_KEY])
def test_malformed_answer_of_a_key_is_refused_on_the_page(head: User, page: str, sent: str) -> None:
    give_factor(head)
    client = sign_in(head)[0] if page == ASK else signed_in(head, minutes_ago=1)
    if page == ADD_KEY:
        session = client.session
        session["account_authentication_methods"][0]["reauthenticated"] = True
        session.save()
    assert client.get(page).status_code == 200

    answer = client.post(page, {"credential": sent, "name": ""})

    assert answer.status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.slow
def test_codes_of_one_account_can_be_guessed_only_so_often_in_a_day(head: User) -> None:
    """allauth's limit ends after five minutes: until now more than a thousand guesses in a day."""
    secret = give_factor(head)
    for _turn in range(10):
        cache.clear()  # five minutes later
        guess(head, times=3)
    cache.clear()
    client, _answer = sign_in(head)

    answer = client.post(ASK, {"code": code(secret)})

    assert answer.status_code == 200
    assert str(wrong_codes.TOO_MANY) in html.unescape(answer.content.decode())
    assert signed_in(head, minutes_ago=60).post(CONFIRM, {"code": code(secret)}).status_code == 302
    Usage.objects.update(day=timezone.localdate() - dt.timedelta(days=1))
    assert client.post(ASK, {"code": code(secret, ahead=1)}).status_code == 302


@pytest.mark.slow
def test_codes_of_the_mailbox_can_be_guessed_only_so_often_in_a_day(head: User) -> None:
    client, _answer = sign_in(head)
    for _code in range(5):
        ask_mailbox(client)
        for _try in range(4):
            assert client.post(MAILBOX, {"code": "0", "then": "enrol_app"}).status_code == 200
    ask_mailbox(client)
    sent = mailed_code(head)

    answer = client.post(MAILBOX, {"code": sent, "then": "enrol_app"})

    assert str(mailbox_codes.TOO_MANY) in html.unescape(answer.content.decode())
    Usage.objects.update(day=timezone.localdate() - dt.timedelta(days=1))
    assert client.post(MAILBOX, {"code": sent, "then": "enrol_app"}).status_code == 302
