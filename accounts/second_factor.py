"""The second factor belongs to the session, not to the account alone (ADR 18).

allauth notes in the session each authentication: that note, and not the account's list of authenticators, says whether the session passed.
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
    """Policy: whoever holds a function in the cell."""
    return settings.STAFF_MFA_REQUIRED and user.is_cell_staff


def must_enrol(request: HttpRequest) -> bool:
    """The account has no second factor, and policy asks for one."""
    return is_required_of(_user(request)) and not _user(request).has_second_factor


def must_pass(request: HttpRequest) -> bool:
    """The account has a second factor that this session never passed, whatever policy says."""
    return _user(request).has_second_factor and not _passed_at(request)


def must_confirm(request: HttpRequest) -> bool:
    """The account has a second factor, and this session passed it too long ago for a step that needs a fresh one."""
    return _user(request).has_second_factor and not _is_fresh(_passed_at(request))


def _is_fresh(passed_at: float) -> bool:
    """Clocks of two nodes differ by seconds. A time far ahead comes from a clock that was wrong, and would stay fresh for long."""
    return -CLOCKS_DIFFER_SECONDS <= time.time() - passed_at <= settings.FRESH_FACTOR_SECONDS


def _user(request: HttpRequest) -> User:
    """Middleware has made sure that somebody is signed in."""
    return cast(User, request.user)


def _passed_at(request: HttpRequest) -> float:
    """Seconds since 1970; zero for never."""
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records if record.get("method") == "mfa"), default=0.0)
