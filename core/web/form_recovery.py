"""Keep a form that is posted after the session expired or before the second factor: it is stored, locked, until the same person
signs in or gives the factor, in the same browser.

The key is only in a cookie of that browser, as with drafts (ADR 9): the text may be confidential.
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

from core import retention
from core.crypto import sealing
from core.db.bulk_delete import forget
from core.models import ParkedForm

WHO = "_who"
SALT = "machoura.parking"
COOKIE = "machoura_parked"
MAX_FORM_BYTES = 200_000
# More than one, since several tabs may have been open.
MAX_FORMS_PER_PERSON = 5
DELETED_AFTER = dt.timedelta(days=retention.PARKED_FORM_DAYS)
LONGEST_PATH = 300
TOKENS = (WHO, "csrfmiddlewaretoken")
FIRST_PART = re.compile(r"/[^/]*/?")
Respond = Callable[[HttpRequest], HttpResponse]


def who_token(user_id: int) -> str:
    """A signed user id in each office form, so that on a shared computer nobody else gets the text."""
    return signing.dumps(user_id, salt=SALT)


class ParkTypedForms:
    """Runs before the sign-in check. The signature proves that the form was written on one of our own pages."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if key := getattr(request, "parking_key", ""):
            _set_key_cookie(request, response, key)
        return response

    def process_view(self, request: HttpRequest, view: Any, *rest: object) -> None:
        if request.method == "POST" and getattr(view, "login_required", True) and not request.user.is_authenticated:
            park(request, request.path)


def park_if_posted(request: HttpRequest) -> None:
    """For a view that first asks for the second factor."""
    if request.method == "POST":
        park(request, request.path)


def park(request: HttpRequest, path: str) -> None:
    """Store the posted form for the page at ``path``. Never stored: passwords, and forms without a valid signed user id."""
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
    if len(encoded) > MAX_FORM_BYTES:
        return
    key = _key(request) or sealing.new_browser_key()
    request.parking_key = key  # type: ignore[attr-defined]
    own = ParkedForm.objects.filter(user_id=who)
    own.create(user_id=who, path=path, locked=sealing.lock(encoded, key))
    own.exclude(pk__in=own.order_by("-made_at", "pk").values("pk")[:MAX_FORMS_PER_PERSON]).delete()


def take(request: HttpRequest) -> QueryDict | None:
    """The stored form of this user, page and browser; it is deleted, so that it is returned once."""
    key, who = _key(request), request.user.pk
    if not key or who is None:
        return None
    limit = timezone.now() - DELETED_AFTER
    for row in ParkedForm.objects.filter(user_id=who, path=request.path, made_at__gt=limit).order_by("-made_at"):
        try:
            typed = QueryDict(sealing.unlock(bytes(row.locked), key))
        except sealing.WrongKey:  # typed in another browser, which has the key
            continue
        if row.delete()[0]:
            return typed
    return None


def forget_old() -> int:
    return forget(ParkedForm.objects.filter(made_at__lt=timezone.now() - DELETED_AFTER))


def _key(request: HttpRequest) -> str:
    key = request.COOKIES.get(COOKIE, "")
    return key if sealing.BROWSER_KEY.fullmatch(key) else ""


def _set_key_cookie(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Sent back only to pages under the first part of the path; scripts cannot read it."""
    found = FIRST_PART.match(request.path)
    response.set_cookie(
        COOKIE,
        key,
        max_age=DELETED_AFTER,
        path=found[0] if found else "/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
