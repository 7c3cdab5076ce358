from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cooperation.models import Convergence, Programme, ProgrammeReport, ProgrammeSession
from cooperation.programmes import sessions as actions
from core.clock import today
from core.errors import DomainError
from core.web import success_messages
from core.web.refusals import status_of
from portal.common.programmes.forms import SessionForm
from portal.common.programmes.pairs import name_of
from portal.staff import lists
from portal.staff.decorators import needs
from portal.staff.programmes.page import PAGE, VIEW, WRITE
from portal.staff.saving import FormPage
from publications.drafts.states import DraftState

VIEWS: Final = {
    "": _("All"),
    "proposed": _("Proposed by associations"),
    "review": _("In review"),
    "joint": _("Joint programmes"),
}


@needs(VIEW)
def programmes(request: HttpRequest) -> HttpResponse:
    view = lists.chosen(request, "view", list(VIEWS))
    rows = _in_view(Programme.objects.visible_to(request.user), view).select_related("association", "institution")
    page = lists.page_by_key(request, rows, ("-begins_on", "-pk"))
    context = {
        "page": page,
        "rows": [(row, name_of(row)) for row in page],
        "views": [(name, label, name == view) for name, label in VIEWS.items()],
        "query": lists.kept_query(view=view),
        "suggested": lists.capped(Convergence.objects.with_the_cell(today())).number,
        "reported": lists.capped(ProgrammeReport.objects.waiting()).number,
        "may_write": request.user.has_perm(WRITE),
    }
    return render(request, "staff/programmes/programmes.html", context)


def _in_view(rows: Any, view: str) -> Any:
    if view == "proposed":
        return rows.filter(state=DraftState.DRAFTING, steps__move="propose").distinct()
    if view == "review":
        return rows.awaiting_review()
    return rows.filter(origins__isnull=False).distinct() if view == "joint" else rows


@needs(WRITE)
def session_new(request: HttpRequest, pk: int) -> HttpResponse:
    row = PAGE.row(request, pk)
    area = row.areas.first()

    def make(typed: Any) -> SessionForm:
        return SessionForm(typed, instance=ProgrammeSession(programme=row, day=row.begins_on, area=area))

    def save(values: dict[str, Any]) -> str:
        actions.save(row, by=request.user, **values)
        return reverse("staff:programme", args=[pk])

    return FormPage(make, save, _("New session"), back=reverse("staff:programme", args=[pk])).respond(request)


@needs(WRITE)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    found = _session(request, pk)
    back = reverse("staff:programme", args=[found.programme_id])

    def save(values: dict[str, Any]) -> str:
        actions.save(found.programme, session=found, by=request.user, **values)
        return back

    remove = {
        "remove_url": reverse("staff:programme_session_remove", args=[pk]),
        "remove_words": _("Remove the session"),
    }
    return FormPage(
        lambda typed: SessionForm(typed, instance=_session(request, pk)),
        save,
        _("Change the session"),
        back=back,
        more=remove,
    ).respond(request)


@needs(WRITE)
@require_POST
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = _session(request, pk)
    programme = found.programme_id
    try:
        actions.remove(found, by=request.user)
    except DomainError as error:
        return PAGE.read(request, programme, refusal=error.message, status=status_of(error))
    success_messages.add(request, _("The session is removed."))
    return redirect("staff:programme", programme)


def _session(request: HttpRequest, pk: int) -> ProgrammeSession:
    rows = ProgrammeSession.objects.filter(programme__in=Programme.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("programme"), pk=pk)
