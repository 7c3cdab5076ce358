"""Wrong codes of a second factor. Whoever gives them knows the password: after a few in one day the owner of the account is told."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver

from accounts.models import User
from core.db import outbox, rate_limits
from core.db.rate_limits import RateLimit

# The next one is told. allauth refuses further codes for five minutes after that one.
UNTOLD_A_DAY = 4
MAILS_A_DAY = 1


@receiver(authentication_failed)
def note(user: User, **_signal: Any) -> None:
    if _is_within("wrong-codes", user, UNTOLD_A_DAY) or not _is_within("wrong-codes-told", user, MAILS_A_DAY):
        return
    outbox.put("accounts.factor_mail", key=uuid.uuid4().hex, user=user.pk, what="wrong_codes")


def _is_within(kind: str, user: User, most: int) -> bool:
    """Count one more of today; false, and not counted, when there were ``most``."""
    return rate_limits.is_counted(RateLimit(f"{kind}:{user.pk}", most))
