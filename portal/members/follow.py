"""Following a concern with the link of its receipt: no account, no cookie, and not a word of what was written."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal.members import progress
from proposals.actions import concerns

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@login_not_required
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    concern = concerns.followed(token)
    if concern is None:
        raise Http404
    steps = list(concern.steps.select_related("body"))
    with translation.override(language := _language(request)):
        context = {
            "concern": concern,
            "shape": progress.shape(concern.state),
            "steps": progress.told_without_account(concern, steps),
            "promised": progress.promised_without_account(concern, steps),
            "language_links": _links(request, language),
        }
        response = render(request, "members/concern/follow.html", context)
    for name, value in (HEADERS | {"Content-Language": language}).items():
        response.headers[name] = value
    return response


def _language(request: HttpRequest) -> str:
    """Chosen by a link of the page, because a form would need a cookie; otherwise as everywhere."""
    chosen = request.GET.get("language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


def _links(request: HttpRequest, language: str) -> list[dict[str, object]]:
    return [
        {"code": code, "name": name, "url": f"{request.path}?language={code}", "is_current": code == language}
        for code, name in settings.LANGUAGES
    ]
