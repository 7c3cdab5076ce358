from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import parking
from core.errors import DomainError
from partners.actions import associations as actions, memberships
from partners.models import Association, Membership
from partners.states import VERIFICATION, Verification
from portal.staff import lists
from portal.staff.doors import needs, step_of
from portal.staff.forms.meetings import MoveForm
from portal.staff.forms.partners import AssociationForm, MembershipForm
from portal.staff.saving import FormPage, status_of


@needs("partners.view_associations")
def associations(request: HttpRequest) -> HttpResponse:
    q = lists.words(request)
    state = lists.chosen(request, "state", Verification.values)
    rows = Association.objects.visible_to(request.user).prefetch_related("areas")
    if q:
        names = Q(name__ar__icontains=q) | Q(name__fr__icontains=q) | Q(name__en__icontains=q)
        rows = rows.filter(names | Q(seat__icontains=q))
    if state:
        rows = rows.filter(state=state)
    selects = [lists.Select("state", _("Verification"), _("All states"), Verification.choices, state)]
    context = {
        "page": lists.page_of(request, rows),
        "q": q,
        "selects": selects,
        "query": lists.kept_query(q=q, state=state),
        "may_change": request.user.has_perm("partners.change_associations"),
    }
    return render(request, "staff/associations.html", context)


@needs("partners.change_associations")
def new(request: HttpRequest) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> str:
        row = actions.register(by=request.user, **cleaned)
        return reverse("staff:association", args=[row.pk])

    return FormPage(AssociationForm, save, _("New association"), back=reverse("staff:associations")).respond(request)


@needs("partners.view_associations")
def association(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


@needs("partners.change_associations")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:association", args=[pk])

    def make(typed: Any) -> AssociationForm:
        return AssociationForm(typed, instance=Association.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.edit(row, by=request.user, **cleaned)
        return page

    return FormPage(make, save, str(row), back=page).respond(request)


def _read_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk, typed=parking.take(request))


@needs("partners.change_associations")
@step_of(_read_again)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["move"] not in VERIFICATION.by_name:
        return _read(request, pk, refusal=_("This step does not exist."), status=400, typed=request.POST)
    try:
        actions.move(row, by=request.user, **form.cleaned_data)
    except DomainError as error:
        return _read(request, pk, refusal=error.message, status=status_of(error), typed=request.POST)
    return redirect("staff:association", pk)


@needs("partners.change_associations")
def new_member(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:association", args=[pk])

    def save(cleaned: dict[str, Any]) -> str:
        memberships.add(row, by=request.user, **cleaned)
        return page

    return FormPage(MembershipForm, save, _("New representative"), back=page).respond(request)


def _to_its_association(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:association", _membership(request, pk).association_id)


@needs("partners.change_associations")
@step_of(_to_its_association)
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    memberships.end(membership, by=request.user)
    return redirect("staff:association", membership.association_id)


def _membership(request: HttpRequest, pk: int) -> Membership:
    visible = Association.objects.visible_to(request.user)
    return get_object_or_404(Membership.objects.current(), pk=pk, association__in=visible)


def _read(
    request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200, typed: Mapping[str, Any] | None = None
) -> HttpResponse:
    rows = Association.objects.visible_to(request.user)
    row = get_object_or_404(rows.prefetch_related("areas", "themes"), pk=pk)
    may_change = request.user.has_perm("partners.change_associations")
    context = {
        "association": row,
        "memberships": row.memberships.current().select_related("user"),
        "may_change": may_change,
        "moves": VERIFICATION.offered(row.state) if may_change else [],
        "refusal": refusal,
        "typed": typed or {},
        "was_parked": bool(typed) and not refusal,
    }
    return render(request, "staff/association.html", context, status=status)
