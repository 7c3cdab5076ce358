from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.digests import order, page
from portal.staff.digests.forms import DigestForm, QuarterForm
from portal.staff.document_steps import View, step_view
from portal.staff.saving import FormPage
from proposals.digests import drafts as actions
from proposals.digests.approval import title
from proposals.models import Digest


@needs(page.VIEW)
def digests(request: HttpRequest) -> HttpResponse:
    return _list(request)


def _list(
    request: HttpRequest, *, form: QuarterForm | None = None, refusal: Any = "", status: int = 200
) -> HttpResponse:
    rows = lists.page_by_key(request, Digest.objects.visible_to(request.user), ("-year", "-quarter"))
    if form is None and request.user.has_perm(page.WRITE):
        form = QuarterForm()
    context = {"page": rows, "rows": [(row, title(row.of)) for row in rows], "form": form, "refusal": refusal}
    return render(request, "staff/digests/digests.html", context, status=status)


@needs(page.WRITE)
@step_of(digests)
def compose(request: HttpRequest) -> HttpResponse:
    form = QuarterForm(request.POST)
    if not form.is_valid():
        return _list(request, form=form, status=400)
    try:
        row = actions.compose(by=request.user, **form.values)
    except DomainError as error:
        return _list(request, form=form, refusal=error.message, status=status_of(error))
    return redirect("staff:digest", row.pk)


@needs(page.VIEW)
def digest(request: HttpRequest, pk: int) -> HttpResponse:
    return read(request, pk)


@needs(page.WRITE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _digest(request, pk), reverse("staff:digest", args=[pk])

    def make(typed: Any) -> DigestForm:
        return DigestForm(typed, instance=Digest.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.save(row, by=request.user, **cleaned)
        return back

    page_of_form = FormPage(make, save, _("Wording of the digest"), back=back, more={"is_wide": True})
    if order.MOVE in request.POST:
        typed = order.moved(request.POST, make(request.POST).groups)
        return page_of_form.show(request, make(typed), is_moved=True)
    return page_of_form.respond(request)


@needs(page.WRITE)
@step_of(digest)
def recompose(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.recompose(_digest(request, pk), by=request.user)
    except DomainError as error:
        return read(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:digest", pk)


def step(name: str) -> View:
    """The view of one step in :data:`portal.staff.digests.page.STEPS`."""
    return step_view(name, page.STEPS[name], draft=_digest, read=read, page="staff:digest")


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
    """The digest as it will be published, with warnings, earlier steps, and the steps that the user may take."""
    found = page.context(_digest(request, pk), request.user, forms or {}, read=read_before)
    found |= {"refusal": refusal or found["problem"], "was_parked": was_parked}
    return render(request, "staff/digests/digest.html", found, status=status)


def _digest(request: HttpRequest, pk: int) -> Digest:
    return get_object_or_404(Digest.objects.visible_to(request.user), pk=pk)
