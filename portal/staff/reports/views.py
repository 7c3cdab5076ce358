from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.models import Meeting, Report
from consultations.reports import steps as actions
from consultations.reports.report_document import compose_report
from consultations.states import ReportState
from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.document_steps import View, step_view
from portal.staff.meetings.views import workspace, workspace_again
from portal.staff.reports import approval
from portal.staff.reports.forms import ReportForm
from portal.staff.reports.sources import traced
from portal.staff.saving import FormPage
from publications import pdf
from publications.pdf import EditionFacts


@needs("consultations.view_meetings")
def reports(request: HttpRequest) -> HttpResponse:
    state = lists.chosen(request, "state", ReportState.values)
    rows = Report.objects.visible_to(request.user).with_first_publication().select_related("meeting__unit")
    if state:
        rows = rows.filter(state=state)
    selects = [lists.Select("state", _("State"), _("All states"), ReportState.choices, state)]
    context = {
        "page": lists.page_by_key(request, rows, ("-meeting__held_on", "-meeting__pk")),
        "selects": selects,
        "query": lists.kept_query(state=state),
    }
    return render(request, "staff/reports/reports.html", context)


@needs("consultations.write_reports")
@step_of(workspace_again)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    try:
        report = actions.draft(meeting, by=request.user)
    except DomainError as error:
        return workspace(request, pk, refusal=error.message, status=status_of(error))
    # States in which the report is first shown as the public will read it, not in the form.
    return redirect("staff:report", report.pk)


@needs("consultations.view_meetings")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    return read(request, pk)


@needs("consultations.write_reports")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    page = reverse("staff:report", args=[pk])

    def make(typed: Any) -> ReportForm:
        return ReportForm(typed, instance=Report.objects.select_related("meeting").get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.edit(row, by=request.user, **cleaned)
        return page

    more = {"is_wide": True, **_with_sources(row)}
    return FormPage(
        make, save, _("Wording of the report"), back=page, template="staff/reports/edit.html", more=more
    ).respond(request)


@needs("consultations.view_meetings")
@require_safe
def sources(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    return render(request, "staff/reports/sources.html", {"report": row, **_with_sources(row)})


@require_safe
@needs("consultations.view_meetings")
def draft_pdf(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """A report that is not published yet, in one of the languages in which it is written, for signatures."""
    row = _report(request, pk)
    if language not in approval.draft_languages(row):
        raise Http404
    edition = EditionFacts(number=row.version, published_at=timezone.now(), sha256="", note=None, url="")
    document = pdf.draft(compose_report(row), language=language, edition=edition)
    headers = {
        "Content-Disposition": f'inline; filename="{row.meeting.key}-draft-{language}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(document, content_type="application/pdf", headers=headers)


def _with_sources(report: Report) -> dict[str, Any]:
    return {"traced": traced(report), "meeting_url": reverse("staff:meeting", args=[report.meeting_id])}


@needs("consultations.write_reports")
@step_of(report)
def redraft_points(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    try:
        actions.redraft_points(row, by=request.user)
    except DomainError as error:
        return read(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:report_edit", pk)


def step(name: str) -> View:
    """The view of one step in :data:`portal.staff.reports.approval.STEPS`."""
    return step_view(name, approval.STEPS[name], draft=_report, read=read, page="staff:report")


def _report(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.user), pk=pk)


def read(
    request: HttpRequest,
    pk: int,
    *,
    refusal: Any = "",
    status: int = 200,
    forms: dict[str, Any] | None = None,
    was_parked: bool = False,
    read_before: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The report as it will be published, with warnings, earlier steps, and the steps that the user may take."""
    rows = Report.objects.visible_to(request.user).with_first_publication()
    rows = rows.select_related("meeting__unit", "meeting__organiser", "meeting__series")
    row = get_object_or_404(rows, pk=pk)
    context = approval.context(row, request.user, forms or {}, read=read_before)
    context |= {"refusal": refusal, "was_parked": was_parked}
    return render(request, "staff/reports/report.html", context, status=status)
