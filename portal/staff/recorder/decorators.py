"""Decorators of JSON endpoints: they always answer in JSON, never with a redirect."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import Meeting
from core.outages import is_outage
from portal.staff.decorators import PERMISSION_DENIED, SAFE, View, note_refusal
from portal.staff.recorder.errors import LIVE, SIGN_IN, json_refusal, unavailable

# A cookie with the lifetime of the session cookie, readable by scripts: a device decrypts its stored keys with it.
DEVICE_KEY = "machoura_device_key"
log = structlog.get_logger("portal")


class Refused(Exception):
    """The request is refused with a message."""

    def __init__(self, status: int, sentence: str | Promise) -> None:
        super().__init__(status)
        self.status, self.sentence = status, sentence


def answers_json(*permissions: str) -> Callable[[View], View]:
    """401 when the session has ended: a script would take a redirect to the sign-in page for a success."""

    def guard(view: View) -> View:
        @login_not_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return signed_out()
            if request.headers.get("X-Recorder", str(request.user.pk)) != str(request.user.pk):
                return json_refusal(401, _("Somebody else has signed in here. Sign in again under your own account."))
            if not request.user.has_perms(permissions):
                if request.method not in SAFE:
                    note_refusal(request)
                return json_refusal(403, PERMISSION_DENIED)
            try:
                return view(request, *args, **kwargs)
            except Http404:
                return json_refusal(404, _("There is no such meeting."))
            except Refused as refusal:
                return json_refusal(refusal.status, refusal.sentence)
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("database unavailable", error=type(error).__name__)
                return unavailable()

        guarded.needs = permissions
        guarded.answers_json = True
        return guarded

    return guard


def signed_out() -> JsonResponse:
    """401, and delete the cookie with the session's key."""
    response = json_refusal(401, SIGN_IN)
    response.delete_cookie(DEVICE_KEY, path=LIVE, samesite="Strict")
    return response


def answer(found: dict[str, Any]) -> JsonResponse:
    """JSON without escaping of Arabic, which would be three times as long."""
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def meeting_of(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
