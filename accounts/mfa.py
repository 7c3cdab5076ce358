"""The policy hook for second factors."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled

from accounts.models import User


def has_second_factor(user: User) -> bool:
    return is_mfa_enabled(user)
