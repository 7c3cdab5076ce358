"""The answer to a finding: the words stay, with a reason."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.errors import DomainError
from core.web import form_recovery
from core.web.refusals import status_of
from portal.staff.decorators import SAFE, needs, refuse
from portal.staff.findings.forms import AnswerForm
from portal.staff.findings.part import place_of
from portal.staff.findings.sources import SOURCES, Source
from publications import findings
from publications.pending import PendingPublication


@needs("accounts.enter_office")
def answer(request: HttpRequest, source: str, pk: int) -> HttpResponse:
    """Posted from the page of the draft. A form with an error, or one given back after signing in again, is shown alone."""
    of = SOURCES.get(source)
    if of is None:
        raise Http404
    row = of.row(request, pk)
    if not of.may(request.user, row):
        if request.method in SAFE:
            raise Http404
        return refuse(request)
    page = f"{reverse(of.page, args=[pk])}#findings"
    if request.method != "POST":
        typed = form_recovery.take(request)
        return _show(request, of, row, AnswerForm(typed), was_parked=True) if typed else redirect(page)
    return _take(request, of, row, page)


def _take(request: HttpRequest, of: Source, row: Any, page: str) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, of, row, form, status=400)
    pending, problem = of.pending(row, request.user)
    if pending is None:
        return _show(request, of, row, form, status=409, refusal=problem)
    try:
        findings.answer(pending, by=request.user.pk, **form.values)
    except DomainError as error:
        return _show(request, of, row, form, status=status_of(error), refusal=error.message)
    return redirect(page)


def _show(
    request: HttpRequest, of: Source, row: Any, form: AnswerForm, *, status: int = 200, **words: Any
) -> HttpResponse:
    pending, problem = of.pending(row, request.user)
    found = _found(pending, form["mark"].value()) if pending else None
    context = {
        "form": form,
        "found": found,
        "place": place_of(found, pending) if found and pending else "",
        "page": f"{reverse(of.page, args=[row.pk])}#findings",
        "refusal": problem,
    }
    return render(request, "staff/findings/answer.html", context | words, status=status)


def _found(pending: PendingPublication, mark: str | None) -> findings.Finding | None:
    return next((each for each in pending.findings if each.mark == mark), None)
