"""One certificate in the office: read, made anew with the right name, revoked by the head."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cooperation.models import Certificate
from cooperation.trainings import certificates
from cooperation.trainings.enrolments import RUN
from core.errors import DomainError
from core.web import form_recovery
from core.web.refusals import status_of
from portal.staff.decorators import needs, step_of
from portal.staff.trainings.forms import ReplaceForm, RevokeForm


@needs(RUN)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


def _again(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, pk, typed=form_recovery.take(request))


@needs(certificates.REVOKE)
@step_of(_again)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    form = RevokeForm(request.POST, auto_id="revoke-%s")
    return _take(request, pk, "revoke", form, certificates.revoke)


@needs(certificates.ISSUE)
@step_of(_again)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReplaceForm(request.POST, auto_id="replace-%s")
    return _take(request, pk, "replace", form, certificates.replace)


def _take(request: HttpRequest, pk: int, name: str, form: Any, act: Any) -> HttpResponse:
    row = _row(request, pk)
    if not form.is_valid():
        return _show(request, pk, status=400, **{name: form})
    try:
        act(row, by=request.user, **form.values)
    except DomainError as error:
        return _show(request, pk, status=status_of(error), refusal=error.message, **{name: form})
    return redirect("staff:training_certificate", pk)


def _row(request: HttpRequest, pk: int) -> Certificate:
    rows = Certificate.objects.visible_to(request.user).select_related("enrolment__training", "enrolment__association")
    return get_object_or_404(rows, pk=pk)


def _show(
    request: HttpRequest, pk: int, *, status: int = 200, refusal: Any = "", typed: Any = None, **forms: Any
) -> HttpResponse:
    row, user = _row(request, pk), request.user
    is_valid = row.state == "valid"
    name = {"participant": row.enrolment.participant}
    context = {
        "certificate": row,
        "enrolment": row.enrolment,
        "replaced_by": getattr(row, "replaced_by", None),
        "revoke": forms.get("revoke") or RevokeForm(typed, auto_id="revoke-%s")
        if is_valid and user.has_perm(certificates.REVOKE)
        else None,
        "replace": forms.get("replace") or ReplaceForm(auto_id="replace-%s", initial=name)
        if is_valid and user.has_perm(certificates.ISSUE)
        else None,
        "refusal": refusal,
        "was_parked": typed is not None,
    }
    return render(request, "staff/trainings/certificate.html", context, status=status)
