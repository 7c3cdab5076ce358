"""Access to the office (staff and members), and the audit context of each request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pghistory
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from accounts import second_factor
from accounts.models import Refusal
from core.web import form_recovery

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PRIVATE = ("/staff/", "/members/", "/accounts/")
# Views that a session may use before it has passed the second factor of its account.
TO_PASS = frozenset({"confirm_factor", "account_logout", "choose_language"})
# Views that staff without a second factor may use if one is required.
TO_ENROL = frozenset(
    {"confirm_mailbox", "enrol_app", "enrol_key", "account_reauthenticate", "account_logout", "choose_language"}
)
Respond = Callable[[HttpRequest], HttpResponse]


class SignInRequired(LoginRequiredMiddleware):
    """Does not read the user on public views. Django's middleware does, which adds ``Vary: Cookie`` and prevents caching."""

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        return super().process_view(request, view, *arguments)


class OfficeAccess:
    """``/staff/`` is only for staff, and all private paths only for sessions that have passed the second factor.

    Others get 404, and their attempts to change something are recorded. A session without the second factor of its account is asked
    for it; staff without one, if it is required, can only enrol. A posted form is stored in the meantime (core.web.form_recovery).
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if request.path_info.startswith(PRIVATE):
            # On a shared computer the back button must not show the page.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if not request.path_info.startswith(PRIVATE) or not request.user.is_authenticated:
            return None
        if request.path_info.startswith("/staff/") and not request.user.is_cell_staff:
            if request.method not in SAFE:
                Refusal.objects.note(request)
            raise Http404
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in TO_PASS and second_factor.must_pass(request):
            return ask_for_factor(request)
        if name not in TO_ENROL and second_factor.must_enrol(request):
            form_recovery.park_if_posted(request)
            return redirect("enrol_app")
        return None


def ask_for_factor(request: HttpRequest) -> HttpResponse:
    """Store the posted form and redirect to the page for the second factor, which redirects back."""
    form_recovery.park_if_posted(request)
    return redirect(f"{reverse('confirm_factor')}?{urlencode({'next': request.get_full_path()})}")


class AuditContext:
    """Audit rows of a request get the user's id and the method. Not the path, which may contain a token."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.respond(request)
        with pghistory.context(user=request.user.pk, method=request.method):
            return self.respond(request)
