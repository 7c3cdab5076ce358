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
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.crypto import tokens
from core.db import outbox, rate_limits
from core.db.rate_limits import RateLimit

PURPOSE = "accounts.mailbox_code"
ASKED, CONFIRMED = "mailbox_code", "mailbox_confirmed"
DIGITS = 8
VALID_SECONDS = 900
MOST_TRIES = 5
MAILS_A_DAY = 20
GUESSES_A_DAY = 20
TOO_MANY = _("Too many wrong codes were given for this account today. Go on tomorrow.")


def code_for(user: User, nonce: str) -> str:
    """The code; it differs for every account, address, session number and nonce."""
    value = f"{user.pk}:{user.email}:{user.session_number}:{nonce}"
    return tokens.code_of(value, purpose=PURPOSE, digits=DIGITS)


def send(request: HttpRequest) -> None:
    """Mail a new code, which takes the place of an earlier one. Raises :class:`core.db.rate_limits.Reached` after too many in one day."""
    rate_limits.count(RateLimit(f"mailbox-code:{request.user.pk}", MAILS_A_DAY))
    nonce = secrets.token_hex(16)
    request.session[ASKED] = {"nonce": nonce, "at": time.time(), "tries": 0}
    outbox.put("accounts.mailbox_code", key=uuid.uuid4().hex, user=request.user.pk, nonce=nonce)


def is_pending(request: HttpRequest) -> bool:
    """Whether a code was sent that can still be used."""
    asked = request.session.get(ASKED)
    return asked is not None and asked["tries"] < MOST_TRIES and _is_recent(asked["at"])


def confirm(request: HttpRequest, code: str) -> bool:
    """Whether ``code`` is the one that was sent for this session. It works once, for a quarter of an hour, and may be missed a few times.

    Raises :class:`core.db.rate_limits.Reached` after too many wrong codes of the account in one day, over all sessions and codes.
    """
    guesses = RateLimit(f"mailbox-code-guesses:{request.user.pk}", GUESSES_A_DAY, TOO_MANY)
    if rate_limits.is_reached(guesses):
        raise rate_limits.Reached(guesses.message)
    if not is_pending(request):
        return False
    asked = request.session[ASKED]
    if not tokens.is_same(code, code_for(cast(User, request.user), asked["nonce"])):
        rate_limits.is_counted(guesses)
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
