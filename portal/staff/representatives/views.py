"""Pages of the cell for the representatives of an association: invite, change a function, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from partners.actions import invitations, memberships
from partners.models import Association, Invitation, Membership
from portal.common.representatives import invite_form
from portal.staff.associations.forms import RoleForm
from portal.staff.associations.views import refused
from portal.staff.decorators import needs, step_of
from portal.staff.saving import FormPage

INVITE = "partners.invite_representatives"


@needs(INVITE)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody, who becomes a member only by accepting."""
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:association", args=[pk])

    def save(cleaned: dict[str, Any]) -> str:
        invitations.invite(row, by=request.user, **cleaned)
        return page

    return FormPage(
        lambda typed: invite_form(row, typed),
        save,
        _("Invite a representative"),
        back=page,
        button=_("Send the invitation"),
    ).respond(request)


def _to_the_inviting(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:association", _invitation(request, pk).association_id)


@needs(INVITE)
@step_of(_to_the_inviting)
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    return _on_invitation(request, pk, invitations.resend)


@needs(INVITE)
@step_of(_to_the_inviting)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    return _on_invitation(request, pk, invitations.revoke)


@needs("partners.change_associations")
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """For instance when the president has left without handing over."""
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
    return _taken(request, membership, memberships.end)


def _on_invitation(request: HttpRequest, pk: int, step: Callable[..., Any]) -> HttpResponse:
    return _taken(request, _invitation(request, pk), step)


def _taken(request: HttpRequest, row: Invitation | Membership, step: Callable[..., Any]) -> HttpResponse:
    try:
        step(row, by=request.user)
    except DomainError as error:
        return refused(request, row.association_id, error)
    return redirect("staff:association", row.association_id)


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    visible = Association.objects.visible_to(request.user)
    return get_object_or_404(Invitation.objects.waiting(), pk=pk, association__in=visible)


def _membership(request: HttpRequest, pk: int) -> Membership:
    visible = Association.objects.visible_to(request.user)
    return get_object_or_404(Membership.objects.current(), pk=pk, association__in=visible)
