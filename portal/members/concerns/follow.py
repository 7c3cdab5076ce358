"""Following a concern by the link of its receipt: without account and cookie, and without the text of the concern."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal.members.anonymous import language_links, language_of
from portal.members.concerns import progress
from proposals.concerns import submission

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@login_not_required
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    concern = submission.followed(token)
    if concern is None:
        raise Http404
    steps = list(concern.steps.select_related("body"))
    with translation.override(language := language_of(request)):
        context = {
            "concern": concern,
            "shape": progress.shape(concern.state),
            "steps": progress.shown_steps_without_account(concern, steps),
            "promised": progress.promised_without_account(concern, steps),
            "language_links": language_links(request),
        }
        response = render(request, "members/concerns/follow.html", context)
    for name, value in (HEADERS | {"Content-Language": language}).items():
        response.headers[name] = value
    return response
