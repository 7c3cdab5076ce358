"""Wrong codes of a second factor. Whoever gives them knows the password: after a few in one day the owner of the account is told, and
after many no code is taken any more on that day. allauth alone would let somebody guess more than a thousand times in a day."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.signals import authentication_failed
from django import forms
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import outbox, rate_limits
from core.db.rate_limits import RateLimit

# The fifth wrong code in a day causes a mail. After it, allauth refuses further codes for five minutes.
WRONG_CODES_WITHOUT_MAIL = 4
MAILS_A_DAY = 1
GUESSES_A_DAY = 30
TOO_MANY = _(
    "Too many wrong codes were given today. Use a security key, or go on tomorrow. An administrator can have your second factor reset."
)


@receiver(authentication_failed)
def note(user: User, **_signal: Any) -> None:
    if _is_within("wrong-codes", user, WRONG_CODES_WITHOUT_MAIL) or not _is_within(
        "wrong-codes-told", user, MAILS_A_DAY
    ):
        return
    outbox.put("accounts.factor_mail", key=uuid.uuid4().hex, user=user.pk, what="wrong_codes")


def _is_within(kind: str, user: User, most: int) -> bool:
    """Count one more of today; false, and not counted, when there were ``most``."""
    return rate_limits.is_counted(RateLimit(f"{kind}:{user.pk}", most))


class _Counted:
    """Guesses while signing in do not keep the owner from confirming a step in a session that is open already."""

    purpose = ""
    user: User

    def clean_code(self) -> str:
        guesses = RateLimit(f"wrong-codes-{self.purpose}:{self.user.pk}", GUESSES_A_DAY)
        if rate_limits.is_reached(guesses):
            raise forms.ValidationError(TOO_MANY, code="too_many")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            rate_limits.is_counted(guesses)
            raise
        return code


class SignInWithCodeForm(_Counted, allauth_forms.AuthenticateForm):
    purpose = "sign-in"


class ConfirmWithCodeForm(_Counted, allauth_forms.ReauthenticateForm):
    purpose = "confirm"
