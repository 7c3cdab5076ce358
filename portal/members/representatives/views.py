"""Representatives of an association: members, invitations, handing over the presidency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import DomainError, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from partners import representing
from partners.actions import invitations, memberships
from partners.models import Association, Invitation, Membership, Role
from portal.common.association_lists import representatives_of
from portal.common.keyset import page_by_key
from portal.common.representatives import InviteForm, invite_form
from portal.common.saving import FormPage
from portal.members.associations.forms import HandOverForm
from portal.members.associations.views import FORM, SAFE, led, own, refused
from portal.members.decorators import representatives_only

# The number of former members on the page of current members.
LATEST = 5
FORMER = ("-until", "-pk")


@require_safe
@representatives_only
def members(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, own(request, pk))


@require_safe
@representatives_only
def former(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    page = page_by_key(request, row.memberships.former().select_related("user"), FORMER)
    return render(request, "members/representatives/former.html", {"association": row, "page": page})


@representatives_only
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    if request.method in SAFE:
        typed = form_recovery.take(request)
        form = None if typed is None else invite_form(row, typed)
        return _show(request, row, form=form, was_parked=typed is not None)
    form = invite_form(row, request.POST)
    if not form.is_valid():
        return _show(request, row, form=form)
    return _taken(request, row, lambda: invitations.invite(row, by=request.user, **form.cleaned_data), form=form)


@representatives_only
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    return _on_invitation(request, pk, invitations.resend)


@representatives_only
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    return _on_invitation(request, pk, invitations.revoke)


@representatives_only
def end(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Association.objects.visible_to(request.user)
    membership = get_object_or_404(Membership.objects.current(), pk=pk, association__in=visible)
    row = membership.association
    if request.method in SAFE:
        return redirect("members:members", row.pk)
    response = _taken(request, row, lambda: memberships.end(membership, by=request.user))
    is_gone = response.status_code == 302 and membership.user_id == request.user.pk
    return redirect("members:home") if is_gone else response


@representatives_only
@reauthentication_required
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Requires a recent password: somebody who finds an open session must not be able to give the association away."""
    row, page = own(request, pk), reverse("members:members", args=[pk])
    membership = representing.of(request.user, row)
    if membership is None or membership.role != Role.PRESIDENT:
        if request.method in SAFE:
            raise Http404
        return refused(request, NotAllowed(_("Only the president can hand over the role of president on the portal.")))
    others = row.memberships.current().exclude(pk=membership.pk).select_related("user")

    def save(values: dict[str, Any]) -> str:
        memberships.hand_over(row, by=request.user, to=values["to"])
        return page

    return FormPage(
        lambda typed: HandOverForm(typed, members=others),
        save,
        _("Hand over the role of president on the portal"),
        back=page,
        template=FORM,
        button=_("Hand it over"),
        more={
            "intro": _(
                "This does not change the board of the association. You go on representing it on the portal, and all its representatives are informed by e-mail. Only the new president can hand the role back. Your invitations that nobody accepted are cancelled."
            )
        },
    ).respond(request)


def _on_invitation(request: HttpRequest, pk: int, step: Callable[..., Any]) -> HttpResponse:
    visible = Association.objects.visible_to(request.user)
    invitation = get_object_or_404(Invitation.objects.waiting(), pk=pk, association__in=visible)
    try:
        led(request, invitation.association_id)
    except NotAllowed as refusal:
        return refused(request, refusal)
    if request.method in SAFE:
        return redirect("members:members", invitation.association_id)
    return _taken(request, invitation.association, lambda: step(invitation, by=request.user))


def _taken(request: HttpRequest, row: Association, step: Callable[[], Any], form: Any = None) -> HttpResponse:
    try:
        step()
    except NotAllowed as refusal:
        return refused(request, refusal)
    except DomainError as refusal:
        return _show(request, row, form=form, status=status_of(refusal), refusal=refusal.message)
    return redirect("members:members", row.pk)


def _show(
    request: HttpRequest, row: Association, *, status: int = 200, form: InviteForm | None = None, **more: Any
) -> HttpResponse:
    own_membership = representing.of(request.user, row)
    context = {
        "association": row,
        "memberships": representatives_of(request, row),
        "former": row.memberships.former().select_related("user")[:LATEST],
        "has_more_former": row.memberships.former()[LATEST : LATEST + 1].exists(),
        "invitations": row.invitations.waiting(),
        "own": own_membership,
        "is_president": own_membership is not None and own_membership.role == Role.PRESIDENT,
        "may_lead": representing.may_lead(request.user, row),
        "form": form or invite_form(row, initial={"language": request.user.language, "role": Role.REPRESENTATIVE}),
        "is_inviting": form is not None,
        "refusal": "",
        "was_parked": False,
    } | more
    return render(request, "members/representatives/representatives.html", context, status=status)
