"""Decorators of the pages for members of associations."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.crypto.sealing import WrongKey
from portal.members.concerns.draft_session import Writing, parked_for_sign_in
from proposals.concerns import submission
from proposals.models import Draft

View = Callable[..., HttpResponse]
ELSEWHERE = 410


def representatives_only(view: View) -> View:
    """404 for cell staff, who cannot represent an association."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_cell_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def on_draft(view: View) -> View:
    """Passes the opened :class:`~portal.members.concerns.draft_session.Writing` to ``view``.

    A draft that was sent already redirects to its receipt, since the request may be a repetition.
    """

    @parked_for_sign_in(step_page)
    @representatives_only
    @wraps(view)
    def opened(request: HttpRequest, pk: uuid.UUID, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, Writing.opened(request, pk), **kwargs)
        except WrongKey as refusal:
            return _elsewhere(request, pk, refusal)
        except (Http404, Draft.DoesNotExist):
            sent = submission.sent(pk, by=request.user)
            if sent is None or wants_json(request):
                raise Http404 from None
            return redirect("members:concern_receipt", reference=sent.reference)

    return opened


def step_page(request: HttpRequest, pk: uuid.UUID, number: int = 0) -> str:
    """The path of the step from which the form was posted, or of the last step."""
    typed_on = request.POST.get("step", "")
    return reverse("members:draft_step", args=[pk, number or (typed_on if typed_on in {"1", "2"} else 3)])


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _elsewhere(request: HttpRequest, pk: uuid.UUID, refusal: WrongKey) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"sentence": str(refusal.message)}, status=ELSEWHERE)
    return render(request, "members/concerns/elsewhere.html", {"pk": pk}, status=ELSEWHERE)
