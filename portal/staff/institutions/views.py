"""Contacts of institutions, what the cell asked them, and what they answered."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Meeting
from cooperation.institutions import contacts as contact_actions, requests as actions
from cooperation.models import InstitutionContact, InstitutionRequest
from cooperation.states import RequestState
from core.errors import DomainError, NotAllowed
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.institutions.forms import ContactForm, RequestForm
from portal.staff.saving import FormPage
from proposals.models import Concern, Demand

RIGHT = contact_actions.WRITE
SUBJECTS: dict[str, Any] = {"concern": Concern, "demand": Demand, "meeting": Meeting}
STEPS = {"take": actions.take, "cancel": actions.cancel}


@needs(RIGHT)
def requests(request: HttpRequest) -> HttpResponse:
    rows = InstitutionRequest.objects.visible_to(request.user).select_related("contact__institution")
    state = request.GET.get("state", "")
    if state in RequestState.values:
        rows = rows.filter(state=state)
    about = _about(request)
    context = {
        "page": lists.page_by_key(request, rows.filter(**about), ("-sent_at", "-pk")),
        "states": RequestState.choices,
        "state": state,
        "is_filtered": bool(state or about),
        "query": lists.kept_query(state=state, **{name: str(row.pk) for name, row in about.items()}),
    }
    return render(request, "staff/institutions/requests.html", context)


@needs(RIGHT)
def new(request: HttpRequest) -> HttpResponse:
    """About the concern, the demand or the meeting that the address names."""
    about = _about(request)
    if not about:
        raise Http404

    def save(values: dict[str, Any]) -> str:
        row = actions.send(by=request.user, **values, **about)
        return reverse("staff:institution_request", args=[row.pk])

    page = FormPage(
        RequestForm, save, _("Ask an institution"), back=reverse("staff:institution_requests"), button=_("Send")
    )
    return page.respond(request)


@needs(RIGHT)
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def step(name: str) -> Any:
    @needs(RIGHT)
    @step_of(request_page)
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            STEPS[name](_row(request, pk), by=request.user)
        except DomainError as refusal:
            if isinstance(refusal, NotAllowed):
                note_refusal(request)
            return _read(request, pk, refusal=refusal.message, status=status_of(refusal))
        return redirect("staff:institution_request", pk)

    return taken


@needs(RIGHT)
def contacts(request: HttpRequest) -> HttpResponse:
    rows = InstitutionContact.objects.visible_to(request.user).select_related("institution")
    context = {"page": lists.page_by_key(request, rows, ("-pk",))}
    return render(request, "staff/institutions/contacts.html", context)


@needs(RIGHT)
def contact_new(request: HttpRequest) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        contact_actions.add(by=request.user, **values)
        return reverse("staff:institution_contacts")

    page = FormPage(ContactForm, save, _("New contact"), back=reverse("staff:institution_contacts"))
    return page.respond(request)


@needs(RIGHT)
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(InstitutionContact.objects.visible_to(request.user), pk=pk)

    def make(typed: Any) -> ContactForm:
        return ContactForm(typed, instance=InstitutionContact.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        contact_actions.change(row, by=request.user, **values)
        return reverse("staff:institution_contacts")

    return FormPage(make, save, _("Contact of an institution"), back=reverse("staff:institution_contacts")).respond(
        request
    )


def _about(request: HttpRequest) -> dict[str, Any]:
    for name, model in SUBJECTS.items():
        if (given := request.GET.get(name, "")).isdecimal() and len(given) < 10:
            return {name: get_object_or_404(model.objects.visible_to(request.user), pk=int(given))}
    return {}


def _row(request: HttpRequest, pk: int) -> InstitutionRequest:
    rows = InstitutionRequest.objects.visible_to(request.user)
    row: InstitutionRequest = get_object_or_404(
        rows.select_related("contact__institution", "concern", "demand", "meeting"), pk=pk
    )
    return row


def _read(request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200) -> HttpResponse:
    row = _row(request, pk)
    context = {
        "row": row,
        "steps": row.steps.select_related("by"),
        "may_take": row.state == RequestState.ANSWERED,
        "may_cancel": row.state in (RequestState.SENT, RequestState.RECEIVED),
        "refusal": refusal,
    }
    return render(request, "staff/institutions/request.html", context, status=status)
