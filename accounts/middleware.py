"""The doors of the office, and the name behind each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from accounts.mfa import has_second_factor
from accounts.models import Refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PRIVATE = ("/staff/", "/members/", "/accounts/")
Respond = Callable[[HttpRequest], HttpResponse]


class SignInRequired(LoginRequiredMiddleware):
    """Django's own asks who it is even where anybody may enter, and then no cache may share such a page (``Vary: Cookie``)."""

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        return super().process_view(request, view, *arguments)


class OfficeDoors:
    """``/staff/`` answers only to staff who have a second factor where policy asks for one.

    Others get the 404 of an address that does not exist; their tries to change something are noted.
    Enrolment itself lives under ``/accounts/``.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if request.path_info.startswith(PRIVATE):
            # On a shared computer the back button must not show it.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if not request.path_info.startswith("/staff/") or not request.user.is_authenticated:
            return None
        if not request.user.is_cell_staff:
            if request.method not in SAFE:
                Refusal.objects.note(request)
            raise Http404
        if settings.STAFF_MFA_REQUIRED and not has_second_factor(request.user):
            return redirect("mfa_activate_totp")
        return None


class AuditContext:
    """Changes made during a request carry the user's number. Addresses are left out: they can hold tokens."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.respond(request)
        with pghistory.context(user=request.user.pk, method=request.method):
            return self.respond(request)
