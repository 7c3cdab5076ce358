"""One concern, and its steps."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import DomainError, NotAllowed
from core.files import serving
from core.web import form_recovery
from core.web.refusals import status_of
from portal.staff.concerns import assigning, decisions, demands as demands_of, page as concern_page
from portal.staff.concerns.demands import MentionForm
from portal.staff.concerns.forms import HelplineForm, UrgencyForm
from portal.staff.concerns.step_forms import NoteForm, StepForm
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.demands import registration as demand_registration
from proposals.concerns import emergency_referral, notes, sealed_concern, urgency
from proposals.demands import registration
from proposals.models import Concern, ConcernFile

RIGHT = "proposals.review_concerns"


@needs(RIGHT)
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, pk)


def page(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
    return _read(request, _row(request, pk), **more)


def _again(request: HttpRequest, pk: int) -> HttpResponse:
    """GET after signing in again: the page with the recovered form."""
    row = _row(request, pk)
    form = decisions.form_of(row, form_recovery.take(request))
    return _read(request, row, typed=form, was_parked=form is not None)


@needs(RIGHT)
@step_of(_again)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """A step, or a button of its form that fills it in or shows what the association will read."""
    row = _row(request, pk)
    filled = decisions.filled_in(row, request.POST)
    form = decisions.form_of(row, filled or request.POST)
    if form is None:
        return _read(request, row, refusal=_("This step does not exist."), status=400)
    is_shown = filled is not None or decisions.PREVIEW in request.POST
    if is_shown:
        return _read(request, row, typed=form, as_read=_as_read(request, row, form))
    if not form.is_valid():
        return _read(request, row, status=400, typed=form)
    try:
        decisions.take(row, by=request.user, **form.values)
    except DomainError as error:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        return _conflict(request, pk, form, error)
    return redirect("staff:concern", pk)


def _as_read(request: HttpRequest, row: Concern, form: StepForm) -> decisions.AsRead | None:
    return decisions.as_read(row, form, by=request.user) if form.is_valid() and "sentence" in form.fields else None


@needs(RIGHT)
@step_of(_again)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _row(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        return _read(request, row, status=400, note=form)
    notes.add(row, by=request.user, **form.values)
    return redirect(f"{reverse('staff:concern', args=[pk])}#notes")


def _conflict(request: HttpRequest, pk: int, form: StepForm, error: DomainError) -> HttpResponse:
    row = _row(request, pk)
    typed = decisions.seeing_now(form, row)
    return _read(
        request, row, refusal=error.message, status=status_of(error), typed=typed, seen=form.cleaned_data["seen"]
    )


@needs(RIGHT)
@step_of(_again)
def decide_urgency(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _row(request, pk), UrgencyForm(request.POST)
    if not form.is_valid():
        return _read(request, row, refusal=_("This step does not exist."), status=400)
    urgency.decide(row, by=request.user, **form.values)
    return redirect("staff:concern", pk)


@needs(RIGHT)
@step_of(_again)
def refer_to_helpline(request: HttpRequest, pk: int) -> HttpResponse:
    """In one click, with the sentence that the page shows."""
    row, form = _row(request, pk), HelplineForm(request.POST)
    if not form.is_valid():
        return _read(request, row, refusal=_("Choose one of the helplines."), status=400)
    try:
        emergency_referral.refer(row, by=request.user, **form.values)
    except DomainError as error:
        return _read(
            request,
            _row(request, pk),
            refusal=error.message,
            status=status_of(error),
            seen=form.cleaned_data["seen"],
        )
    return redirect("staff:concern", pk)


@needs(RIGHT)
@step_of(_again)
def open_sealed(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a confidential or hidden concern in the response of this POST; its content is not stored in the session."""
    row = _row(request, pk)
    if not row.is_covered:
        return redirect("staff:concern", pk)
    try:
        found = concern_page.opened(row, by=request.user)
    except DomainError as error:
        return _read(request, row, refusal=error.message, status=status_of(error))
    return _show(request, row, found)


@needs(RIGHT, registration.REGISTER)
@step_of(_again)
def mention(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters the concern into the ledger of the demand whose number was typed or chosen."""
    row, form = _row(request, pk), MentionForm(request.POST)
    if not form.is_valid():
        return _read(request, row, status=400, mention_form=form)
    try:
        registration.mention(row, by=request.user, **form.values)
    except DomainError as error:
        return _read(request, row, status=status_of(error), refusal=error.message, mention_form=form)
    return redirect(f"{reverse('staff:concern', args=[pk])}#led-to")


@needs(RIGHT, registration.REGISTER)
def new_demand(request: HttpRequest, pk: int) -> HttpResponse:
    return demand_registration.respond(request, reverse("staff:concern", args=[pk]), concern=_row(request, pk))


@needs(RIGHT)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    return _download(request, _file(request, pk, is_covered=False))


def _to_its_concern(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:concern", _file(request, pk, is_covered=True).concern_id)


@needs(RIGHT)
@step_of(_to_its_concern)
def open_file(request: HttpRequest, pk: int) -> HttpResponse:
    return _download(request, _file(request, pk, is_covered=True))


def _download(request: HttpRequest, row: ConcernFile) -> HttpResponse:
    try:
        found = sealed_concern.read_file(row, by=request.user)
        return serving.download(found.stored, found.content, shown_name=found.name, safely=True)
    except DomainError as error:
        return _read(request, _row(request, row.concern_id), refusal=error.message, status=status_of(error))


def _row(request: HttpRequest, pk: int) -> Concern:
    rows = Concern.objects.visible_to(request.user).select_related(
        "association", "submitted_by", "urgency_decided_by", "merged_into", "assignee", "assigned_by"
    )
    return get_object_or_404(rows.prefetch_related("themes", "areas"), pk=pk)


def _file(request: HttpRequest, pk: int, *, is_covered: bool) -> ConcernFile:
    rows = ConcernFile.objects.filter(concern__in=Concern.objects.visible_to(request.user))
    covered = Q(concern__use=Concern.Use.CELL_ONLY) | Q(concern__hidden_at__isnull=False)
    rows = rows.filter(covered) if is_covered else rows.exclude(covered)
    return get_object_or_404(rows.select_related("concern", "stored"), pk=pk)


def _read(request: HttpRequest, row: Concern, **more: Any) -> HttpResponse:
    found = None if row.is_covered else concern_page.opened(row, by=request.user)
    return _show(request, row, found, **more)


def _show(
    request: HttpRequest,
    row: Concern,
    found: concern_page.Opened | None,
    *,
    refusal: Any = "",
    status: int = 200,
    typed: StepForm | None = None,
    seen: int | None = None,
    was_parked: bool = False,
    mention_form: MentionForm | None = None,
    note: NoteForm | None = None,
    as_read: decisions.AsRead | None = None,
) -> HttpResponse:
    context = concern_page.context(row, found, user=request.user, typed=typed, seen=seen, note=note)
    content = found.content if found else None
    context |= assigning.context(row, request.user)
    context |= demands_of.context(row, content, user=request.user, typed=mention_form)
    context |= {"refusal": refusal, "was_parked": was_parked, "as_read": as_read}
    return render(request, "staff/concerns/concern.html", context, status=status)
