"""``check --deploy`` warns if staff can sign in with a password alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def second_factor_is_required(**_asked: Any) -> list[CheckMessage]:
    if settings.STAFF_MFA_REQUIRED:
        return []
    words = "STAFF_MFA_REQUIRED is off: whoever learns the password of a member of staff enters the office."
    return [Warning(words, hint="Take STAFF_MFA_REQUIRED out of the environment.", id="accounts.W001")]
