"""Nothing typed is lost when a session has expired or a second factor is asked for: the form waits, locked, until the same person has
signed in, or shown the factor, on the same browser.

The key lies in a cookie of that browser and nowhere else, as with drafts (ADR 9): what was typed may be confidential.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from core.crypto import sealing
from core.db.bulk_delete import forget
from core.models import ParkedForm

WHO = "_who"
SALT = "machoura.parking"
COOKIE = "machoura_parked"
LARGEST = 200_000
# Of one person: several tabs may have been open, a flood is no form.
MOST = 5
KEPT = dt.timedelta(days=1)
LONGEST_PATH = 300
TOKENS = (WHO, "csrfmiddlewaretoken")
FIRST_PART = re.compile(r"/[^/]*/?")
Respond = Callable[[HttpRequest], HttpResponse]


def who_token(user_id: int) -> str:
    """Signed note in each office form of who was typing, so that on a shared computer nobody else gets the text."""
    return signing.dumps(user_id, salt=SALT)


class ParkTypedForms:
    """Runs before the sign-in check. The signature proves that the form was written on one of our own pages."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if key := getattr(request, "parking_key", ""):
            _hand_key(request, response, key)
        return response

    def process_view(self, request: HttpRequest, view: Any, *rest: object) -> None:
        if request.method == "POST" and getattr(view, "login_required", True) and not request.user.is_authenticated:
            park(request, request.path)


def park_if_posted(request: HttpRequest) -> None:
    """For a step that waits until its writer has shown the second factor."""
    if request.method == "POST":
        park(request, request.path)


def park(request: HttpRequest, path: str) -> None:
    """Keep what was posted for the page at ``path``. Passwords are never kept, and nothing without a true note of who typed it."""
    try:
        who = signing.loads(request.POST.get(WHO, ""), salt=SALT, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return
    if any("password" in name for name in request.POST) or len(path) > LONGEST_PATH:
        return
    typed = request.POST.copy()
    for token in TOKENS:
        typed.pop(token, None)
    encoded = typed.urlencode().encode()
    if len(encoded) > LARGEST:
        return
    key = _key(request) or sealing.new_browser_key()
    request.parking_key = key  # type: ignore[attr-defined]
    own = ParkedForm.objects.filter(user_id=who)
    own.create(user_id=who, path=path, locked=sealing.lock(encoded, key))
    own.exclude(pk__in=own.order_by("-made_at", "pk").values("pk")[:MOST]).delete()


def take(request: HttpRequest) -> QueryDict | None:
    """What this user had typed on this page of this browser before the session ended or the second factor was asked for; handed out once."""
    key, who = _key(request), request.user.pk
    if not key or who is None:
        return None
    limit = timezone.now() - KEPT
    for row in ParkedForm.objects.filter(user_id=who, path=request.path, made_at__gt=limit).order_by("-made_at"):
        try:
            typed = QueryDict(sealing.unlock(bytes(row.locked), key))
        except sealing.WrongKey:  # typed in another browser, where it waits
            continue
        if row.delete()[0]:
            return typed
    return None


def forget_old() -> int:
    return forget(ParkedForm.objects.filter(made_at__lt=timezone.now() - KEPT))


def _key(request: HttpRequest) -> str:
    key = request.COOKIES.get(COOKIE, "")
    return key if sealing.BROWSER_KEY.fullmatch(key) else ""


def _hand_key(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Only the pages of this part of the portal get it back, and no script reads it."""
    found = FIRST_PART.match(request.path)
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEPT,
        path=found[0] if found else "/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
