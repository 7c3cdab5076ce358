"""End sessions. The session auth hash contains the account's ``session_number``: after an increment all sessions are invalid."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from accounts.models import User


def end_all(user: User) -> None:
    """End all sessions, also unknown ones: on a lost computer, of a thief, or restored from a backup."""
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)


def end_others(request: HttpRequest) -> None:
    """End all sessions of the user except this one, which gets a new key."""
    end_all(cast(User, request.user))
    keep_this(request)


def keep_this(request: HttpRequest) -> None:
    """Keep the current session valid after :func:`end_all` of its own account."""
    user = cast(User, request.user)
    user.refresh_from_db(fields=["session_number", "password"])
    update_session_auth_hash(request, user)
