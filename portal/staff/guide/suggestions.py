"""What associations suggest: the list, and the page on which an editor accepts or declines one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.errors import DomainError
from core.text.differences import compare
from core.web import form_recovery, success_messages
from core.web.refusals import status_of
from partners.guide import suggestions as actions
from partners.models import GuideSuggestion
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.document_steps import TAKEN
from portal.staff.guide import page
from portal.staff.guide.forms import AcceptForm, DeclineForm

FORMS: dict[str, Any] = {"accept": AcceptForm, "decline": DeclineForm}
ACTIONS: dict[str, Callable[..., Any]] = {"accept": actions.accept, "decline": actions.decline}


@needs(page.VIEW)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Those that wait, or all."""
    shows_all = request.GET.get("all") == "1"
    rows = GuideSuggestion.objects.visible_to(request.user).select_related("chapter", "association")
    found = lists.page_by_key(request, rows if shows_all else rows.waiting(), ("-id",))
    return render(request, "staff/guide/suggestions.html", {"page": found, "shows_all": shows_all})


@needs(page.VIEW)
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def step(name: str) -> Callable[[HttpRequest, int], HttpResponse]:
    """The view that accepts or declines."""

    def again(request: HttpRequest, pk: int) -> HttpResponse:
        typed = form_recovery.take(request)
        recovered = {} if typed is None else {name: FORMS[name](typed)}
        return _read(request, pk, forms=recovered, was_parked=typed is not None)

    @needs(page.WRITE)
    @step_of(again)
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        row, form = _suggestion(request, pk), FORMS[name](request.POST)
        if not form.is_valid():
            return _read(request, pk, status=400, forms={name: form})
        try:
            ACTIONS[name](row, by=request.user, **form.values)
        except DomainError as error:
            return _read(request, pk, refusal=error.message, status=status_of(error), forms={name: form})
        success_messages.add(request, TAKEN[name])
        return redirect("staff:guide_suggestion", pk)

    return taken


def _read(
    request: HttpRequest,
    pk: int,
    *,
    refusal: Any = "",
    status: int = 200,
    forms: dict[str, Any] | None = None,
    was_parked: bool = False,
) -> HttpResponse:
    row = _suggestion(request, pk)
    may_decide = row.state == "waiting" and request.user.has_perm(page.WRITE)
    given = forms or {}
    context = {
        "suggestion": row,
        "pieces": compare(row.before, row.after),
        "is_in": actions.is_in(row, row.chapter),
        "accept": (given.get("accept") or AcceptForm.of(row)) if may_decide else None,
        "decline": (given.get("decline") or DeclineForm(auto_id="decline-%s")) if may_decide else None,
        "refusal": refusal,
        "was_parked": was_parked,
    }
    return render(request, "staff/guide/suggestion.html", context, status=status)


def _suggestion(request: HttpRequest, pk: int) -> GuideSuggestion:
    rows = GuideSuggestion.objects.visible_to(request.user).select_related("chapter", "association", "decided_by")
    return get_object_or_404(rows, pk=pk)
