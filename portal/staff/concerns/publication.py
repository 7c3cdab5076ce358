"""Published concerns in the office: begun, worded, read beside the text as received, approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.concerns import publication_page as page
from portal.staff.concerns.publication_forms import PublicationForm
from portal.staff.decorators import needs, step_of
from portal.staff.document_steps import View, step_view
from portal.staff.saving import FormPage
from proposals.concerns import publication as actions
from proposals.models import Concern, PublishedConcern
from proposals.states import PublicationState


@needs(page.WRITE)
def publications(request: HttpRequest) -> HttpResponse:
    state = lists.chosen(request, "state", PublicationState.values)
    rows = PublishedConcern.objects.visible_to(request.user)
    found = lists.page_by_key(request, rows.filter(state=state) if state else rows, ("-pk",))
    context = {
        "page": found,
        "selects": [lists.Select("state", _("State"), _("All"), PublicationState.choices, state)],
        "query": lists.kept_query(state=state),
    }
    return render(request, "staff/concerns/publications.html", context)


def _to_its_concern(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:concern", pk)


@needs(page.WRITE)
@step_of(_to_its_concern)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    concern = get_object_or_404(Concern.objects.visible_to(request.user), pk=pk)
    try:
        row = actions.begin(concern, by=request.user)
    except DomainError as error:
        return render(request, "staff/refused.html", {"sentence": error.message}, status=status_of(error))
    return redirect("staff:publication_edit" if row.is_writable else "staff:publication", row.pk)


@needs(page.WRITE)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    return read(request, pk)


@needs(page.WRITE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _published(request, pk), reverse("staff:publication", args=[pk])

    def make(typed: Any) -> PublicationForm:
        return PublicationForm(typed, instance=_published(request, pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.save(row, by=request.user, **cleaned)
        return back

    more = {"is_wide": True, "received": actions.as_received(row.concern), "concern": row.concern}
    page_of_form = FormPage(
        make,
        save,
        _("Public wording"),
        back,
        template="staff/concerns/publication_edit.html",
        more=more,
        conflicts=True,
    )
    return page_of_form.respond(request)


def step(name: str) -> View:
    """The view of one step in :data:`portal.staff.concerns.publication_page.STEPS`."""
    return step_view(name, page.STEPS[name], draft=_published, read=read, page="staff:publication")


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
    """The text as it will be published beside the text as received, with findings, earlier steps, and the steps that the user may take."""
    found = page.context(_published(request, pk), request.user, forms or {}, read=read_before)
    found |= {"refusal": refusal or found["problem"], "was_parked": was_parked}
    return render(request, "staff/concerns/publication.html", found, status=status)


def _published(request: HttpRequest, pk: int) -> PublishedConcern:
    rows = PublishedConcern.objects.visible_to(request.user).select_related("concern__association")
    return get_object_or_404(rows, pk=pk)
