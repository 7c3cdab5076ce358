"""Who may open the pages of those who represent associations."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.crypto.sealing import WrongKey
from portal.members.concerns.draft_session import Writing, kept_for_sign_in
from proposals.concerns import submission
from proposals.models import Draft

View = Callable[..., HttpResponse]
ELSEWHERE = 410


def representatives_only(view: View) -> View:
    """The cell's staff cannot represent an association: for them these pages do not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_cell_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def on_draft(view: View) -> View:
    """Hands ``view`` the open :class:`~portal.members.concerns.draft_session.Writing`.

    A draft that was sent already leads to its receipt: the answer to a request that is made again because the first answer was lost.
    """

    @kept_for_sign_in(step_page)
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
    """The page on which this was typed, or the last one."""
    typed_on = request.POST.get("step", "")
    return reverse("members:draft_step", args=[pk, number or (typed_on if typed_on in {"1", "2"} else 3)])


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _elsewhere(request: HttpRequest, pk: uuid.UUID, refusal: WrongKey) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"sentence": str(refusal.message)}, status=ELSEWHERE)
    return render(request, "members/concerns/elsewhere.html", {"pk": pk}, status=ELSEWHERE)
