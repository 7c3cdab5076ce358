"""Becoming a representative: by registering an association, or by an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.actions import people
from accounts.models import User
from core.errors import DomainError
from core.web.refusals import status_of
from partners.actions import associations, invitations
from partners.models import Invitation
from portal.common.saving import FormPage
from portal.members.associations.forms import AcceptForm, SignUpAssociationForm
from portal.members.associations.views import personal_data
from portal.members.decorators import representatives_only


@representatives_only
def new(request: HttpRequest) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        row = associations.sign_up(by=request.user, **values)
        return reverse("members:association", args=[row.pk])

    hint = _(
        "The cell verifies what you write here. Meanwhile you can send concerns and proposals: you are shown as pending."
    )
    page = FormPage(
        SignUpAssociationForm,
        save,
        _("Register an association"),
        back=reverse("members:home"),
        template="members/form.html",
        button=_("Register the association"),
        more={"intro": hint, "criteria": True, "loud_emergency": True} | personal_data(),
    )
    return page.respond(request)


@sensitive_post_parameters("password")
@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Used, expired, revoked, unknown or another person's link: the same 404."""
    try:
        found = invitations.found(token)
        if request.user.is_authenticated:
            return _join(request, token, found)
        return _open_account(request, token, found)
    except invitations.NotOpen:
        return _second_tap(request, token)


def _join(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    if not people.answers_for(request.user, found.email):
        raise invitations.NotOpen
    if request.method != "POST":
        return _show(request, found)
    try:
        invitations.accept(token, user=request.user)
    except DomainError as refusal:
        return _show(request, found, status=status_of(refusal), refusal=refusal.message)
    return redirect("members:association", found.association_id)


def _open_account(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    if people.owner_of(found.email):
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    form = AcceptForm(request.POST if request.method == "POST" else None, owner=User(email=found.email))
    if not form.is_valid():
        return _show(request, found, form=form)
    try:
        used = invitations.accept_with_password(token, **form.cleaned_data)
    except DomainError as refusal:
        return _show(request, found, form=form, status=status_of(refusal), refusal=refusal.message)
    return _enter(request, used)


def _enter(request: HttpRequest, used: Invitation) -> HttpResponse:
    page = reverse("members:association", args=[used.association_id])
    return perform_login(request, used.used_by, redirect_url=page, email=used.email)


def _second_tap(request: HttpRequest, token: str) -> HttpResponse:
    """A repeated request of the same person gets the same response as the first one."""
    used = invitations.just_used(token) if request.method == "POST" else None
    if used is None:
        raise Http404
    if request.user == used.used_by:
        return redirect("members:association", used.association_id)
    if request.user.is_authenticated or not _knows_password(request, used):
        raise Http404
    return _enter(request, used)


def _knows_password(request: HttpRequest, used: Invitation) -> bool:
    try:
        user = get_adapter().authenticate(request, email=used.email, password=request.POST.get("password", ""))
    except ValidationError:
        return False
    return user == used.used_by


def _show(request: HttpRequest, found: Invitation, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"invitation": found, "form": None, "refusal": "", "was_parked": False} | more
    return render(request, "members/signup/invitation.html", context, status=status)
