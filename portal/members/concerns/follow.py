"""Following a concern by the link of its receipt: without account and cookie, and without the text of the concern."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.members.anonymous import for_strangers, page
from portal.members.concerns import progress
from proposals.concerns import submission


@for_strangers
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    concern = submission.followed(token)
    if concern is None:
        raise Http404
    steps = list(concern.steps.select_related("body", "helpline"))
    context = {
        "concern": concern,
        "shape": progress.shape(concern.state),
        "steps": progress.shown_steps_without_account(concern, steps),
        "next": "",
        "promised": progress.promised_without_account(concern, steps),
    }
    response = page(request, "members/concerns/follow.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # no form that would have to say where it comes from
    return response
