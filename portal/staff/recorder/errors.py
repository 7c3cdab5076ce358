"""Errors of JSON endpoints, in JSON, whichever middleware or view fails."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.outages import is_outage

LIVE = "/staff/live/"
RETRY_AFTER = 5
NOT_NOW = _("The portal cannot take this at the moment. It stays on this device and is tried again by itself.")
SIGN_IN = _("Your session has ended. Sign in again: what is on this device waits for you.")
SENTENCES = {
    400: _("This message cannot be read. The page may be older than the server: load it again."),
    413: _("Too much was sent at once. Send it in smaller parts."),
}
Respond = Callable[[HttpRequest], HttpResponse]


class JsonErrors:
    """Placed after the authentication middleware, before those that check language, body size and access.

    It reads the user: otherwise, while the database is down, a later middleware would fail and answer with a page.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_for_a_script(request):
            return self.respond(request)
        try:
            request.user.is_authenticated  # noqa: B018
        except Exception as error:
            if not is_outage(error):
                raise
            return unavailable()
        response = self.respond(request)
        if response.status_code < 300 or response.headers.get("Content-Type", "").startswith("application/json"):
            return response
        with translation.override(getattr(request, "LANGUAGE_CODE", None)):
            if response.status_code < 400:
                return json_refusal(401, SIGN_IN)  # a redirect to the sign-in page
            return json_refusal(response.status_code, SENTENCES.get(response.status_code, NOT_NOW))


def json_refusal(status: int, sentence: str | Promise) -> JsonResponse:
    return JsonResponse({"sentence": str(sentence)}, status=status)


def unavailable() -> JsonResponse:
    response = json_refusal(503, NOT_NOW)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _is_for_a_script(request: HttpRequest) -> bool:
    if not request.path_info.startswith(LIVE):
        return False
    try:
        return getattr(resolve(request.path_info).func, "answers_json", False)
    except Resolver404:
        return False
