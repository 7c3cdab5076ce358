"""Browsers in which a person has signed in before. The cookie gives no access: it only separates the count of wrong passwords."""

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
    """One person for each browser: the last who signed in."""
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
    """An identifier of this browser if the owner of ``email`` has signed in with it before, otherwise ""."""
    try:
        user, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if User.objects.filter(pk=user, email=email.lower()).exists() else ""
