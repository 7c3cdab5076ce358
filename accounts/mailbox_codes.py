"""A code sent by mail, required before an account gets its first second factor.

Without it, a thief who knows the password of an account without second factor could enrol a device and lock the owner out.
The code is computed from a nonce in the session and the secret key: it is stored neither in the database nor in the outbox.
"""

from __future__ import annotations

import secrets
import time
import uuid
from typing import cast

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from core.db import outbox, quotas

SALT = "accounts.mailbox_code"
ASKED, CONFIRMED = "mailbox_code", "mailbox_confirmed"
DIGITS = 8
VALID_SECONDS = 900
MOST_TRIES = 5
MAILS_A_DAY = 20


def code_for(user: User, nonce: str) -> str:
    """The code; it differs for every account, address, session number and nonce."""
    value = f"{user.pk}:{user.email}:{user.session_number}:{nonce}"
    number = int(salted_hmac(SALT, value, algorithm="sha256").hexdigest(), 16)
    return str(number % 10**DIGITS).zfill(DIGITS)


def send(request: HttpRequest) -> None:
    """Mail a new code, which replaces an earlier one. Raises :class:`core.db.quotas.Spent` after too many in one day."""
    quotas.take([quotas.Quota(f"mailbox-code:{request.user.pk}", MAILS_A_DAY, 0)], 0)
    nonce = secrets.token_hex(16)
    request.session[ASKED] = {"nonce": nonce, "at": time.time(), "tries": 0}
    outbox.put("accounts.mailbox_code", key=uuid.uuid4().hex, user=request.user.pk, nonce=nonce)


def is_pending(request: HttpRequest) -> bool:
    """Whether a code was sent that can still be used."""
    asked = request.session.get(ASKED)
    return asked is not None and asked["tries"] < MOST_TRIES and _is_recent(asked["at"])


def confirm(request: HttpRequest, code: str) -> bool:
    """Whether ``code`` is the one that was sent for this session. Valid once, for 15 minutes, and for :data:`MOST_TRIES` tries."""
    if not is_pending(request):
        return False
    asked = request.session[ASKED]
    if not constant_time_compare(code, code_for(cast(User, request.user), asked["nonce"])):
        request.session[ASKED] = asked | {"tries": asked["tries"] + 1}
        return False
    del request.session[ASKED]
    request.session[CONFIRMED] = time.time()
    return True


def is_confirmed(request: HttpRequest) -> bool:
    return _is_recent(request.session.get(CONFIRMED, 0))


def forget(request: HttpRequest) -> None:
    """Delete the confirmation, which is valid for one enrolment."""
    request.session.pop(CONFIRMED, None)


def _is_recent(at: float) -> bool:
    return 0 <= time.time() - at <= VALID_SECONDS
