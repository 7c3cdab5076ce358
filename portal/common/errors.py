"""Error pages. They must work when the database does not: no query, no user."""

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
NOT_KEPT = "private, no-store"
RETRY_AFTER = 30
"""Seconds after which a browser or a search engine may ask again."""


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.content_type == JSON:
        return JsonResponse({"sentence": _("The portal does not know this page any more. Load it again.")}, status=403)
    # The page was open for too long, or somebody signed in on another tab meanwhile: the text is still what this person typed.
    context = {"posted": posted(request) if "origin" in request.headers else None}
    return HttpResponseForbidden(render_to_string("403_csrf.html", context), headers={"Cache-Control": NOT_KEPT})


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to every error that nothing else has caught, in views, templates and middleware: the text that was posted is given back.

    503 when a service is away (:mod:`core.outages`), otherwise 500. Marked with ``is_outage`` for the cache of public pages.
    """
    error = sys.exc_info()[1]
    is_away = error is not None and is_outage(error)
    status = 503 if is_away else 500
    with translation.override(language := _language(request)):
        response = _in_json(status) if promises_json(request) else _page(request, status)
    response.headers["Cache-Control"] = NOT_KEPT
    response.headers["Content-Language"] = language
    if is_away:
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.is_outage = True  # type: ignore[attr-defined]
    return response


def promises_json(request: HttpRequest) -> bool:
    """Whether a script reads the answer: it sends or asks for JSON, or the view is marked with ``answers_json = True``."""
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
    """That of the page: pages for people without an account carry it as ``?lang=``."""
    asked = request.GET.get("lang", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return getattr(request, "LANGUAGE_CODE", "") or language_without_database(request)
