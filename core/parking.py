"""Nothing typed is lost when a session has expired: the form waits in the new session until the same person has signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

WHO = "_who"
SALT = "machoura.parking"
KEY = "parked_form"
LARGEST = 200_000
Respond = Callable[[HttpRequest], HttpResponse]


def who_token(user_id: int) -> str:
    """Signed note in each office form of who was typing, so that on a shared computer nobody else gets the text."""
    return signing.dumps(user_id, salt=SALT)


class ParkTypedForms:
    """Runs before the sign-in check. The signature proves that the form was written on one of our own pages.

    Passwords are never kept: the session lies in the database.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, *rest: object) -> None:
        if request.method != "POST" or not getattr(view, "login_required", True) or request.user.is_authenticated:
            return
        try:
            who = signing.loads(request.POST.get(WHO, ""), salt=SALT, max_age=7 * 24 * 3600)
        except signing.BadSignature:
            return
        if any("password" in name for name in request.POST):
            return
        typed = request.POST.copy()
        for token in (WHO, "csrfmiddlewaretoken"):
            typed.pop(token, None)
        if len(encoded := typed.urlencode()) <= LARGEST:
            request.session[KEY] = {"path": request.path, "who": who, "typed": encoded}


def take(request: HttpRequest) -> QueryDict | None:
    """What this user had typed on this page before the session ended; handed out once."""
    parked = request.session.get(KEY)
    if not parked or parked["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(parked["typed"]) if parked["who"] == request.user.pk else None
