"""Pages and forms for people without an account: no cookie, nothing kept by a browser, the language chosen by a link.

A view is decorated with :func:`for_strangers`, shows its page with :func:`page` (from a template that extends
``members/anonymous.html``) and, after a form was taken, leads back to the same page with :func:`again`, in the same language. A page
with one form is :func:`form_page`. How often a form may be sent is counted by network (:func:`network_of`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.web import client_network
from core.web.refusals import status_of
from core.web.typed_form import IN_LANGUAGE, asks_for_language, show_typed
from portal.common.errors import csrf_failure
from portal.common.given_back import is_from_here

View = Callable[..., HttpResponse]
# Another parameter than the one that the rest of the portal stores in a cookie.
ASKED = "lang"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Cache-Control": "private, no-store",
    # The URL may contain a token, which must not be sent to other sites or logged; "no-referrer" would also remove the Origin of our forms.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex",
}


def for_strangers(view: View) -> View:
    """Without a cookie there can be no CSRF token. Instead the ``Origin`` header, which browsers send with every POST, must be ours."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE and not is_from_here(request):
            return csrf_failure(request)
        if asks_for_language(request):
            # The page is shown, with what was typed; nothing is done.
            request.method = "GET"
        with translation.override(language := language_of(request)):
            response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Content-Language"] = language
        return response

    opened.is_for_strangers = True  # type: ignore[attr-defined]
    return opened


def language_of(request: HttpRequest) -> str:
    """From the query parameter, because a form to choose the language would need a cookie; otherwise as on other pages."""
    chosen = request.GET.get(ASKED, "")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


def language_links(request: HttpRequest) -> list[dict[str, object]]:
    language = language_of(request)
    return [
        {"code": code, "name": name, "url": f"{request.path}?{ASKED}={code}", "is_current": code == language}
        for code, name in settings.LANGUAGES
    ]


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    if IN_LANGUAGE in request.POST:
        for form in (each for each in context.values() if isinstance(each, forms.BaseForm)):
            show_typed(form, request.POST)
    return render(request, template, context | {"language_links": language_links(request)}, status=status)


def form_page(
    request: HttpRequest, template: str, form: forms.Form, ask: Callable[[], Any], context: dict[str, Any]
) -> HttpResponse:
    """A page with one form. ``ask`` does what the valid form asks for; why it refuses is shown beside what was typed.

    The answer to a form that was taken is the same whatever it found, so that nobody learns which addresses are known.
    """
    shown = context | {"form": form, "refusal": "", "is_sent": "sent" in request.GET}
    if request.method != "POST":
        return page(request, template, shown)
    if not form.is_valid():
        return page(request, template, shown, status=400)
    try:
        ask()
    except DomainError as refusal:
        return page(request, template, shown | {"refusal": refusal.message}, status=status_of(refusal))
    return again(request, sent="1")


def again(request: HttpRequest, **query: str) -> HttpResponse:
    """To the same page after a form was taken, so that loading it anew sends nothing twice."""
    return redirect(
        f"{request.path}?{urlencode(query | {ASKED: translation.get_language() or settings.LANGUAGE_CODE})}"
    )


def network_of(request: HttpRequest, *, salt: str) -> str:
    """Whose form this is, for counting: only the server can tell whose it is, and only by comparing."""
    return client_network.mark(get_adapter().get_client_ip(request), salt=salt)
