"""Browsers in which somebody has signed in before. The cookie opens nothing; it keeps wrong passwords sent by others from counting."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User

COOKIE = "machoura_device"
SALT = "accounts.device"
DAYS = 180
PATH = "/accounts/"


def remember(response: HttpResponse, request: HttpRequest, user: User) -> None:
    """One person a browser: on a shared one the last who signed in."""
    note = signing.dumps([user.pk, secrets.token_hex(8)], salt=SALT)
    response.set_cookie(
        COOKIE,
        note,
        max_age=DAYS * 24 * 3600,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def known(request: HttpRequest, email: str) -> str:
    """A mark of this browser if the owner of ``email`` has signed in here before, otherwise nothing."""
    try:
        user, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if User.objects.filter(pk=user, email=email.lower()).exists() else ""
