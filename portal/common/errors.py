"""Error pages. They must work without the database: no query, no user."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from core.outages import is_outage
from core.web.middleware import language_without_database
from portal.common.given_back import posted

JSON = "application/json"
NO_STORE = "private, no-store"
RETRY_AFTER = 30
"""Seconds after which a browser or a search engine may ask again."""


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.content_type == JSON:
        return JsonResponse({"sentence": _("The portal does not know this page any more. Load it again.")}, status=403)
    # The CSRF token is invalid because the page was open for too long or somebody signed in in another tab: the text is given back.
    context = {"posted": posted(request) if "origin" in request.headers else None}
    return HttpResponseForbidden(render_to_string("403_csrf.html", context), headers={"Cache-Control": NO_STORE})


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """The response to uncaught exceptions in views, templates and middleware: gives the posted text back.

    503 if a service is down (:mod:`core.outages`), otherwise 500. Has ``is_outage`` for the cache of public pages.
    """
    error = sys.exc_info()[1]
    is_away = error is not None and is_outage(error)
    status = 503 if is_away else 500
    with translation.override(language := _language(request)):
        response = _in_json(status) if promises_json(request) else _page(request, status)
    response.headers["Cache-Control"] = NO_STORE
    response.headers["Content-Language"] = language
    if is_away:
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.is_outage = True  # type: ignore[attr-defined]
    return response


def promises_json(request: HttpRequest) -> bool:
    """Whether a script reads the response: the request sends or accepts JSON, or the view has ``answers_json = True``."""
    if JSON in (request.content_type, request.headers.get("accept", "").partition(",")[0].partition(";")[0]):
        return True
    try:
        return getattr(resolve(request.path_info).func, "answers_json", False)
    except Resolver404:
        return False


def _in_json(status: int) -> JsonResponse:
    sentences = {
        503: _("The portal cannot store anything for a moment. Try again in half a minute."),
        500: _("Something broke on our side. Try again in a few minutes."),
    }
    return JsonResponse({"sentence": sentences[status]}, status=status)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    context: dict[str, Any] = {"posted": posted(request)}
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def _language(request: HttpRequest) -> str:
    """The language of the page, which pages for people without an account have in ``?lang=``."""
    asked = request.GET.get("lang", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return getattr(request, "LANGUAGE_CODE", "") or language_without_database(request)
