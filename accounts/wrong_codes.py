"""Wrong codes of a second factor. Whoever gives them knows the password: after a few in one day the owner of the account gets a mail."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver

from accounts.models import User
from core.db import outbox, quotas

# The fifth wrong code in a day causes a mail. After it, allauth refuses further codes for five minutes.
WRONG_CODES_WITHOUT_MAIL = 4
MAILS_A_DAY = 1


@receiver(authentication_failed)
def note(user: User, **_signal: Any) -> None:
    if _is_within("wrong-codes", user, WRONG_CODES_WITHOUT_MAIL) or not _is_within(
        "wrong-codes-told", user, MAILS_A_DAY
    ):
        return
    outbox.put("accounts.factor_mail", key=uuid.uuid4().hex, user=user.pk, what="wrong_codes")


def _is_within(kind: str, user: User, most: int) -> bool:
    """Increment the count of today; false, without counting, if it has reached ``most``."""
    try:
        quotas.take([quotas.Quota(f"{kind}:{user.pk}", most, 0)], 0)
    except quotas.Spent:
        return False
    return True
