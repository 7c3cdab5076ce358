"""Ending sessions. Every session is checked against the account's ``session_number``: a new number ends them all at the next request."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from accounts.models import User


def end_all(user: User) -> None:
    """Also those that nobody knows of: on a lost computer, of a thief, or restored from a backup."""
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)


def end_others(request: HttpRequest) -> None:
    """All sessions of the person but this one, which goes on under a new key."""
    end_all(cast(User, request.user))
    keep_this(request)


def keep_this(request: HttpRequest) -> None:
    """After :func:`end_all` of one's own account: the session in which it happened goes on."""
    user = cast(User, request.user)
    user.refresh_from_db(fields=["session_number", "password"])
    update_session_auth_hash(request, user)
