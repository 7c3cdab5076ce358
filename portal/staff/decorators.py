"""Decorators for permissions of staff views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import Refusal
from accounts.permissions import PERMISSION_DENIED
from core.web import success_messages

View = Callable[..., HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def needs(*permissions: str) -> Callable[[View], View]:
    """Without all ``permissions``: 404 for GET; for POST 403 with a message, and the refusal is recorded."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.has_perms(permissions):
                return _said(request, view(request, *args, **kwargs))
            if request.method in SAFE:
                raise Http404
            return refuse(request)

        guarded.needs = permissions
        return guarded

    return guard


def step_of(page: View) -> Callable[[View], View]:
    """For a view that is posted from ``page``: GET (after signing in again) shows that page with the recovered form."""

    def guard(step: View) -> View:
        @wraps(step)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return (page if request.method in SAFE else require_POST(step))(request, *args, **kwargs)

        return guarded

    return guard


def _said(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A step that was taken leads to another page, which says so; the view may have said more."""
    if request.method == "POST" and response.status_code == 302 and not success_messages.was_added(request):
        success_messages.add(request, _("Done."))
    return response


def refuse(request: HttpRequest, sentence: str | Promise = PERMISSION_DENIED) -> HttpResponse:
    note_refusal(request)
    return render(request, "staff/refused.html", {"sentence": sentence}, status=403)


def note_refusal(request: HttpRequest) -> None:
    Refusal.objects.note(request)
