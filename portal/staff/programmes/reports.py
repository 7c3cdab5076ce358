"""What organisers report: the list, and the page on which an editor takes one into the text or declines it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from cooperation.models import ProgrammeReport
from cooperation.programmes import reports as actions
from core.errors import DomainError
from core.web import form_recovery, success_messages
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.forms import OfficeForm
from portal.staff.programmes.forms import DeclineReportForm
from portal.staff.programmes.page import VIEW, WRITE
from publications.labels import PROGRAMME_STATES

FORMS: dict[str, Any] = {"take": OfficeForm, "decline": DeclineReportForm}
ACTIONS: dict[str, Callable[..., Any]] = {"take": actions.take, "decline": actions.decline}
SAID = {"take": _("It stands in the draft now."), "decline": _("Your answer is sent.")}


@needs(VIEW)
def reports(request: HttpRequest) -> HttpResponse:
    rows = ProgrammeReport.objects.visible_to(request.user).waiting().select_related("programme__association")
    return render(request, "staff/programmes/reports.html", {"page": lists.page_by_key(request, rows, ("-id",))})


@needs(VIEW)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def step(name: str) -> Callable[[HttpRequest, int], HttpResponse]:
    """The view that takes a report over or declines it."""

    def again(request: HttpRequest, pk: int) -> HttpResponse:
        typed = form_recovery.take(request)
        recovered = {} if typed is None else {name: FORMS[name](typed)}
        return _read(request, pk, forms=recovered, was_parked=typed is not None)

    @needs(WRITE)
    @step_of(again)
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        row, form = _report(request, pk), FORMS[name](request.POST)
        if not form.is_valid():
            return _read(request, pk, status=400, forms={name: form})
        try:
            ACTIONS[name](row, by=request.user, **form.values)
        except DomainError as error:
            return _read(request, pk, refusal=error.message, status=status_of(error), forms={name: form})
        success_messages.add(request, SAID[name])
        return redirect("staff:programme", row.programme_id)

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
    row = _report(request, pk)
    may_decide = row.state == "waiting" and request.user.has_perm(WRITE)
    context = {
        "report": row,
        "progress": PROGRAMME_STATES[row.progress],
        "may_decide": may_decide,
        "decline": (forms or {}).get("decline") or DeclineReportForm(auto_id="decline-%s"),
        "refusal": refusal,
        "was_parked": was_parked,
    }
    return render(request, "staff/programmes/report.html", context, status=status)


def _report(request: HttpRequest, pk: int) -> ProgrammeReport:
    rows = ProgrammeReport.objects.visible_to(request.user).select_related("programme__association", "decided_by")
    return get_object_or_404(rows, pk=pk)
