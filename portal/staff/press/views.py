"""Accreditation of media, and the list of press kits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cooperation.models import MediaOutlet, PressKit
from cooperation.press import outlets as actions
from cooperation.states import OUTLET, OutletState
from core.errors import DomainError, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.press import page
from portal.staff.press.forms import DecisionForm, ReasonForm


@needs(page.VIEW)
def kits(request: HttpRequest) -> HttpResponse:
    rows = PressKit.objects.visible_to(request.user).select_related("report")
    context = {
        "page": lists.page_by_key(request, rows, ("-pk",)),
        "may_write": request.user.has_perm(page.WRITE),
        "asked": MediaOutlet.objects.visible_to(request.user).filter(state=OutletState.ASKED).count(),
    }
    return render(request, "staff/press/kits.html", context)


@needs(page.VIEW)
def outlets(request: HttpRequest) -> HttpResponse:
    rows = MediaOutlet.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in OutletState.values:
        rows = rows.filter(state=state)
    context = {
        "page": lists.page_by_key(request, rows, ("-asked_at", "-pk")),
        "states": OutletState.choices,
        "state": state,
        "query": lists.kept_query(state=state),
    }
    return render(request, "staff/press/outlets.html", context)


@needs(page.VIEW)
def outlet(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def decide(move: str) -> Any:
    def again(request: HttpRequest, pk: int) -> HttpResponse:
        typed = form_recovery.take(request)
        return _read(request, pk, typed={} if typed is None else {move: _form(move, typed)})

    @needs(actions.DECIDE)
    @step_of(again)
    def decided(request: HttpRequest, pk: int) -> HttpResponse:
        row, form = _row(request, pk), _form(move, request.POST)
        if not form.is_valid():
            return _read(request, pk, typed={move: form}, status=400)
        try:
            actions.decide(row, by=request.user, move=move, **form.cleaned_data)
        except DomainError as refusal:
            if isinstance(refusal, NotAllowed):
                note_refusal(request)
            return _read(request, pk, typed={move: form}, refusal=refusal.message, status=status_of(refusal))
        return redirect("staff:media_outlet", pk)

    return decided


def _row(request: HttpRequest, pk: int) -> MediaOutlet:
    row: MediaOutlet = get_object_or_404(MediaOutlet.objects.visible_to(request.user), pk=pk)
    return row


def _form(move: str, typed: Any = None) -> forms.Form:
    form = ReasonForm if OUTLET.by_name[move].needs_sentence else DecisionForm
    return form(typed, auto_id=f"{move}-%s")


def _read(
    request: HttpRequest, pk: int, *, typed: dict[str, forms.Form] | None = None, refusal: Any = "", status: int = 200
) -> HttpResponse:
    row, typed = _row(request, pk), typed or {}
    may_decide = request.user.has_perm(actions.DECIDE)
    offered = [(move, typed.get(move.name) or _form(move.name)) for move in OUTLET.offered(row.state) if may_decide]
    context = {"outlet": row, "offered": offered, "steps": row.steps.select_related("by"), "refusal": refusal}
    return render(request, "staff/press/outlet.html", context, status=status)
