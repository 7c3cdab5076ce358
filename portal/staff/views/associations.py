from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import parking
from core.errors import DomainError, NotAllowed
from core.files import serving
from core.states import Move
from partners import directory, verification
from partners.actions import associations as actions, memberships
from partners.models import Association, Membership
from partners.states import VERIFICATION, Verification
from portal.profiles import ProfileForm
from portal.staff import lists
from portal.staff.doors import needs, note_refusal, step_of
from portal.staff.forms.meetings import MoveForm
from portal.staff.forms.partners import ApproveDirectoryForm, MembershipForm, RoleForm
from portal.staff.saving import FormPage, status_of

ALIKE = 5


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

    return FormPage(ProfileForm, save, _("New association"), back=reverse("staff:associations")).respond(request)


@needs("partners.view_associations")
def association(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


@needs("partners.change_associations")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:association", args=[pk])

    def make(typed: Any) -> ProfileForm:
        return ProfileForm(typed, instance=Association.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.edit(row, by=request.user, **cleaned)
        return page

    return FormPage(make, save, str(row), back=page).respond(request)


def _read_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk, typed=parking.take(request))


@needs("partners.verify_associations")
@step_of(_read_again)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["move"] not in VERIFICATION.by_name:
        return _read(request, pk, refusal=_("This step does not exist."), status=400, typed=request.POST)
    return _take(request, pk, lambda: actions.move(row, by=request.user, **form.cleaned_data))


@needs("partners.verify_associations")
@step_of(_read_again)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the page that the association asks for, as it is shown here."""
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    form = ApproveDirectoryForm(request.POST)
    if not form.is_valid():
        return _read(request, pk, refusal=_("This step does not exist."), status=400)
    return _take(request, pk, lambda: actions.publish(row, by=request.user, **form.cleaned_data))


@needs("partners.view_associations")
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    if row.receipt_scan is None:
        raise Http404
    return serving.download(row.receipt_scan)


@needs("partners.change_associations")
def new_member(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:association", args=[pk])

    def save(cleaned: dict[str, Any]) -> str:
        memberships.add(row, by=request.user, **cleaned)
        return page

    return FormPage(MembershipForm, save, _("New representative"), back=page).respond(request)


@needs("partners.change_associations")
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """As when the president is gone, and nobody is left who could hand over."""
    membership = _membership(request, pk)
    page = reverse("staff:association", args=[membership.association_id])

    def make(typed: Any) -> RoleForm:
        return RoleForm(typed, initial={"role": membership.role})

    def save(cleaned: dict[str, Any]) -> str:
        memberships.change_role(membership, by=request.user, **cleaned)
        return page

    return FormPage(
        make, save, _("Change the function of %(person)s") % {"person": membership.user}, back=page
    ).respond(request)


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


def _take(request: HttpRequest, pk: int, step: Callable[[], Any]) -> HttpResponse:
    try:
        step()
    except DomainError as error:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        return _read(request, pk, refusal=error.message, status=status_of(error), typed=request.POST)
    return redirect("staff:association", pk)


def _read(
    request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200, typed: Mapping[str, Any] | None = None
) -> HttpResponse:
    rows = Association.objects.visible_to(request.user)
    row = get_object_or_404(rows.prefetch_related("areas", "themes"), pk=pk)
    may_verify = request.user.has_perm("partners.verify_associations")
    context = {
        "association": row,
        "memberships": row.memberships.current().select_related("user"),
        "steps": row.steps.select_related("by"),
        "alike": Association.objects.like(row)[:ALIKE],
        "may_change": request.user.has_perm("partners.change_associations"),
        "may_verify": may_verify,
        "moves": _offered(row) if may_verify else [],
        "refusal": refusal,
        "typed": typed or {},
        "was_parked": bool(typed) and not refusal,
    } | _what_waits(row)
    return render(request, "staff/association.html", context, status=status)


def _offered(row: Association) -> list[Move]:
    """Looking at changes is a step only where something changed."""
    has_changed = bool(verification.changed_since(row))
    return [move for move in VERIFICATION.offered(row.state) if move.name != "confirm" or has_changed]


def _what_waits(row: Association) -> dict[str, Any]:
    """What changed since the verification, and the public page as it is asked for beside the live one."""
    wanted, live = directory.wanted(row), directory.live(row)
    return {
        "changes": verification.changed_since(row),
        "wanted": wanted,
        "live": live,
        "waits_for_approval": wanted is not None and wanted != live,
    }
