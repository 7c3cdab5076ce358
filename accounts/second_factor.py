"""The second factor belongs to the session, not to the account alone (ADR 18).

allauth records each authentication in the session. That record, not the account's authenticators, determines whether the session passed.
"""

from __future__ import annotations

import time
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User

CLOCKS_DIFFER_SECONDS = 60


def is_required_of(user: User) -> bool:
    """Whether the settings require a second factor of this user: of everybody with a function in the cell."""
    return settings.STAFF_MFA_REQUIRED and user.is_cell_staff


def must_enrol(request: HttpRequest) -> bool:
    """The account has no second factor, but needs one."""
    return is_required_of(_user(request)) and not _user(request).has_second_factor


def must_pass(request: HttpRequest) -> bool:
    """The account has a second factor that this session has not passed, whether it is required or not."""
    return _user(request).has_second_factor and not _passed_at(request)


def must_confirm(request: HttpRequest) -> bool:
    """The account has a second factor, but this session passed it too long ago for an action that needs a recent one."""
    return _user(request).has_second_factor and not _is_fresh(_passed_at(request))


def _is_fresh(passed_at: float) -> bool:
    """The clocks of two nodes may differ by seconds. A time further in the future comes from a wrong clock and is not accepted."""
    return -CLOCKS_DIFFER_SECONDS <= time.time() - passed_at <= settings.FRESH_FACTOR_SECONDS


def _user(request: HttpRequest) -> User:
    """The user; middleware has checked that somebody is signed in."""
    return cast(User, request.user)


def _passed_at(request: HttpRequest) -> float:
    """Unix time; 0 for never."""
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records if record.get("method") == "mfa"), default=0.0)
