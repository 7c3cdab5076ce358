"""Programmes of an association: what it proposes, its sessions, and what it reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy as _
from django.views.decorators.http import require_safe

from cooperation.models import Convergence, Programme, ProgrammeSession
from cooperation.programmes import drafting, reports, sessions as actions
from cooperation.programmes.drafting import PROGRAMMES
from core.errors import DomainError
from core.web.refusals import status_of
from partners.models import Association
from portal.common.keyset import page_by_key
from portal.common.programmes.forms import SessionForm
from portal.common.programmes.pairs import name_of
from portal.common.saving import FormPage
from portal.members.associations.views import FORM, SAFE
from portal.members.decorators import representatives_only
from portal.members.programmes.convergence import represented, sides_shown
from portal.members.programmes.forms import ProposalForm, ReportForm
from publications.labels import AUDIENCES, PROGRAMME_STATES

MORE: dict[str, Any] = {"intro": "", "collection": "submission", "purpose": ""}
MOST_OFFERED = 20


@require_safe
@representatives_only
def programmes(request: HttpRequest) -> HttpResponse:
    rows = Programme.objects.visible_to(request.user).select_related("association", "institution")
    mine = represented(request.user)
    offered = Convergence.objects.visible_to(request.user).select_related("first", "second").order_by("-pk")
    context = {
        "page": page_by_key(request, rows, ("-begins_on", "-pk")),
        "offered": [(pair, sides_shown(pair, mine)) for pair in offered[:MOST_OFFERED]],
        "may_propose": bool(mine),
    }
    return render(request, "members/programmes/programmes.html", context)


@representatives_only
def new(request: HttpRequest) -> HttpResponse:
    back, associations = reverse("members:programmes"), Association.objects.visible_to(request.user)
    if not associations.exists():
        return redirect("members:programmes")
    first = associations.order_by("pk").first()

    def make(typed: Any) -> ProposalForm:
        return ProposalForm(typed, instance=Programme(), associations=associations, initial={"association": first})

    def save(values: dict[str, Any]) -> str:
        association = values.pop("association")
        row = drafting.propose(association, by=request.user, **values)
        return reverse("members:programme", args=[row.pk])

    heading, button = _("Propose an awareness programme"), _("Send the proposal")
    return FormPage(make, save, heading, back=back, template=FORM, button=button, more=MORE).respond(request)


@require_safe
@representatives_only
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


@representatives_only
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _programme(request, pk), reverse("members:programme", args=[pk])

    def make(typed: Any) -> ProposalForm:
        return ProposalForm(typed, instance=Programme.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        drafting.reword(row, by=request.user, **values)
        return back

    return FormPage(make, save, _("Change the proposal"), back=back, template=FORM, more=MORE).respond(request)


@representatives_only
def session_new(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _programme(request, pk), reverse("members:programme", args=[pk])
    area = row.areas.first()

    def make(typed: Any) -> SessionForm:
        return SessionForm(typed, instance=ProgrammeSession(programme=row, day=row.begins_on, area=area))

    def save(values: dict[str, Any]) -> str:
        actions.save(row, by=request.user, **values)
        return back

    return FormPage(make, save, _("New session"), back=back, template=FORM, more=MORE).respond(request)


@representatives_only
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rows = ProgrammeSession.objects.filter(programme__in=Programme.objects.visible_to(request.user))
    session = get_object_or_404(rows.select_related("programme"), pk=pk)
    programme = session.programme_id
    if request.method in SAFE:
        return redirect("members:programme", programme)
    try:
        actions.remove(session, by=request.user)
    except DomainError as error:
        return _read(request, programme, refusal=error.message, status=status_of(error))
    return redirect("members:programme", programme)


@representatives_only
def report(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _programme(request, pk), reverse("members:programme", args=[pk])

    def save(values: dict[str, Any]) -> str:
        reports.report(row, by=request.user, language=get_language() or "ar", **values)
        return back

    def make(typed: Any) -> ReportForm:
        return ReportForm(typed, initial={"progress": "done"})

    heading, button = _("Report what was done"), _("Send the report")
    return FormPage(make, save, heading, back=back, template=FORM, button=button, more=MORE).respond(request)


def _read(request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200) -> HttpResponse:
    row = _programme(request, pk)
    is_public, was_published = PROGRAMMES.live_document(row) is not None, PROGRAMMES.was_published(row)
    sides = Convergence.objects.visible_to(request.user).select_related("first", "second")
    context = {
        "row": row,
        "organiser": name_of(row) if not row.origins.exists() else None,
        "progress": PROGRAMME_STATES[row.progress],
        "audiences": [AUDIENCES[each] for each in row.audiences],
        "sessions": row.sessions.select_related("area", "institution"),
        "may_write": row.is_writable and row.association_id is not None and not was_published,
        "may_report": is_public and row.association_id is not None,
        "is_public": is_public,
        "reports": row.reports.all(),
        "pairs": [*sides.filter(first=row), *sides.filter(second=row)],
        "joint": row.joint_programmes.all(),
        "refusal": refusal,
    }
    return render(request, "members/programmes/programme.html", context, status=status)


def _programme(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("association", "institution")
    return get_object_or_404(rows, pk=pk)
