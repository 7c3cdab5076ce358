"""Second factors: enrolment, codes, and sessions that passed it some time ago."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client

from accounts.models import User
from core.db import outbox
from tests import factories
from tests.security.browsing import fields

ENROL = "/accounts/2fa/totp/activate/"
MAILBOX = "/accounts/2fa/mailbox/"
CONFIRM = "/accounts/2fa/reauthenticate/"
AGAIN = "/accounts/reauthenticate/"
CODES = "/accounts/2fa/recovery-codes/"
ASK = "/accounts/2fa/authenticate/"
STEP = 30


def code(secret: str, *, ahead: int = 0) -> str:
    """A code is good once: for a second one look at the authenticator a step later. Not in the last moment of a step."""
    if (left := STEP - time.time() % STEP) < 1:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + ahead))


def sign_in(user: User) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})


def mailed_code(user: User) -> str:
    """The newest code that the mailbox of ``user`` got."""
    outbox.drain()
    found = [re.search(r"^\d{8}$", each.body, re.MULTILINE) for each in mail.outbox if each.to == [user.email]]
    return next(each[0] for each in reversed(found) if each)


def ask_mailbox(client: Client) -> None:
    assert client.post(MAILBOX, {"then": "enrol_app"}).status_code == 302


def at_the_enrolment_page(user: User) -> tuple[Client, Any]:
    client, _answer = sign_in(user)
    ask_mailbox(client)
    assert client.post(MAILBOX, {"code": mailed_code(user), "then": "enrol_app"}).headers["Location"] == ENROL
    asked = client.get(ENROL).headers["Location"]
    assert asked.startswith(AGAIN)
    client.post(asked, {"password": factories.PASSWORD})
    return client, client.get(ENROL)


def enrolled(user: User) -> tuple[Client, str]:
    """Through the pages, as a person does it."""
    client, page = at_the_enrolment_page(user)
    secret = page.context["form"].secret
    answer = client.post(ENROL, fields(page, ENROL) | {"code": code(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return client, secret


def give_factor(user: User) -> str:
    """The secret of an authenticator app that ``user`` has had for long."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def signed_in(user: User, *, minutes_ago: float | None) -> Client:
    """A session that passed the second factor ``minutes_ago``; ``None``: never."""
    client = Client()
    client.force_login(user)
    if minutes_ago is not None:
        session = client.session
        record = {"method": "mfa", "type": "totp", "at": time.time() - 60 * minutes_ago}
        session["account_authentication_methods"] = [record]
        session["account_authentication_methods_user"] = user_id_to_str(user)
        session.save()
    return client
