"""Middleware without domain knowledge: request log, security headers, hostile input, the language of the page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

import structlog
from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

Respond = Callable[[HttpRequest], HttpResponse]
MIB = 1024 * 1024
CODES = frozenset(code for code, _name in settings.LANGUAGES)
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
LANGUAGE_COOKIE = "machoura_language"
FOR_MACHINES = (".txt", ".xml")
"""Addresses of the root that end so read the same to everybody: to ask who reads would make caches keep one for each reader."""
# In links from public pages (language in the path) to other pages.
LANGUAGE_ASKED = "language"
# Browser features that no page uses. Passkeys (publickey-credentials-*) and the clipboard stay allowed.
FEATURES_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
# Paths that search engines may not list, whatever the status.
PRIVATE_ADDRESSES = ("/staff/", "/members/", "/accounts/", "/health/")
log = structlog.get_logger("portal")


class RequestLog:
    """Method, route, status and time. No address, no path (a path may hold a token), no user."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        try:
            response = self.respond(request)
            self._note(request, response, started)
            return response
        finally:
            structlog.contextvars.unbind_contextvars("request")

    def _note(self, request: HttpRequest, response: HttpResponse, started: float) -> None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        if not route and response.status_code < 400:
            return  # a static file or a page from the cache, without a route
        milliseconds = round((time.perf_counter() - started) * 1000)
        log.info("request", method=request.method, route=route, status=response.status_code, ms=milliseconds)


class ContentPolicy:
    """Headers that Django does not send itself, computed once and the same for every response: content security policy,
    permissions policy, embedding. A header that the view has set is kept.

    django-csp's own middleware builds the policy again for each response, for exceptions per view that the portal does not use.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.headers = {
            HEADER: build_policy(),
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES_OFF),
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(PRIVATE_ADDRESSES):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


class HostileInput:
    """Refuse NUL characters, which PostgreSQL cannot store and nobody types, and methods other than :data:`METHODS`."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = (request.path_info, *request.COOKIES, *request.COOKIES.values())
        if "%00" in request.META.get("QUERY_STRING", "") or any("\0" in each for each in given):
            return HttpResponseBadRequest()
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.respond(request)


class LargeBodies:
    """Refuse too large requests before the body is read, with a page that says so.

    Django limits the fields of a form, but not the files: they would be in memory or on disk before a view could refuse them.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_too_large(request):
            return HttpResponse(render_to_string("413.html", {"megabytes": _most(request) // MIB}), status=413)
        return self.respond(request)


def is_too_large(request: HttpRequest) -> bool:
    """By ``Content-Length``; the body is not read. The address is looked up only for what is larger than usual."""
    length = _length(request)
    return length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and length > _allowed(request)


def _most(request: HttpRequest) -> int:
    return max(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, _allowed(request))


def _length(request: HttpRequest) -> int:
    """``Content-Length`` in bytes; no more than that is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 20 else 0


def _allowed(request: HttpRequest) -> int:
    """The bytes that the view of this request accepts: more than usual only where files are uploaded."""
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return 0
    return settings.LARGE_BODIES.get(name, 0)


def language_of(request: HttpRequest) -> str:
    """Public pages: from the path. Otherwise in this order: the user's setting, the page that the link came from, the cookie, Arabic."""
    if found := _told_by_address(request):
        return found
    try:
        chosen = request.user.language if request.user.is_authenticated else _chosen_without_account(request)
    except (DatabaseError, InterfaceError):
        # Not an error yet: pages that need no database can still be served.
        return language_without_database(request)
    return chosen if chosen in CODES else settings.LANGUAGE_CODE


def language_without_database(request: HttpRequest) -> str:
    """While the database is down: the language from the cookie, otherwise from ``Accept-Language``."""
    asked = parse_accept_lang_header(request.headers.get("accept-language", "").lower())
    spoken = (tag.partition("-")[0] for tag, _quality in asked)
    wishes = (_told_by_address(request), _chosen_without_account(request), *spoken)
    return next((wish for wish in wishes if wish in CODES), settings.LANGUAGE_CODE)


def _told_by_address(request: HttpRequest) -> str:
    first = request.path_info.removeprefix("/").partition("/")[0]
    if first.endswith(FOR_MACHINES):
        return settings.LANGUAGE_CODE
    return first if first in CODES else ""


def _chosen_without_account(request: HttpRequest) -> str:
    return request.GET.get(LANGUAGE_ASKED) or request.COOKIES.get(LANGUAGE_COOKIE, "")


class Language:
    """Reads the session and the user only where the path has no language."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.respond(request)
        response.headers.setdefault("Content-Language", language)
        if request.GET.get(LANGUAGE_ASKED) == language and not request.path_info.startswith(f"/{language}/"):
            keep_language(request, response, language)
        return response


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Store the language in a cookie, for requests without an account."""
    response.set_cookie(LANGUAGE_COOKIE, language, samesite="Lax", secure=request.is_secure(), httponly=True)
