"""Networks in the account of an association: joining, leaving, being named; what the coordinator answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.models import Network, NetworkMembership
from cooperation.networks import members as actions
from cooperation.networks.coordination import in_force, may_coordinate
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.joint_texts import shown_titles
from cooperation.networks.states import OPEN, UNREAD_BY_MEMBERS, MembershipState
from core.errors import DomainError, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from partners.models import Association
from partners.states import MAY_BE_LISTED
from portal.common.keyset import page_by_key
from portal.common.saving import FormPage
from portal.members.associations.views import FORM, SAFE, own, refused
from portal.members.decorators import representatives_only
from portal.members.networks.forms import AskForm, DeclineForm, InviteForm, MembershipForm
from publications.labels import CONSENT_RULES

MOST_SHOWN = 50


@require_safe
@representatives_only
def networks(request: HttpRequest, pk: int) -> HttpResponse:
    """The networks of the association, and those that invite it."""
    association = own(request, pk)
    rows = association.network_memberships.select_related("network")
    context = {"association": association, "page": page_by_key(request, rows, ("-id",))}
    return render(request, "members/networks/networks.html", context)


@representatives_only
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """From the public page of the network."""
    network, associations = get_object_or_404(Network, key=key), Association.objects.visible_to(request.user)
    if NETWORKS.live_document(network) is None:
        raise Http404
    page = reverse("public:network", args=[key])
    if not associations.exists():
        return render(request, "members/networks/nobody.html", {"page": page, "network": network})
    first = associations.order_by("pk").first()

    def save(values: dict[str, Any]) -> str:
        return reverse("members:network", args=[actions.ask(network, by=request.user, **values).pk])

    return FormPage(
        lambda typed: AskForm(typed, associations=associations, initial={"association": first}),
        save,
        _("Ask to join the network"),
        back=page,
        template=FORM,
        button=_("Ask to join"),
        more={"intro": str(network.title)},
    ).respond(request)


@require_safe
@representatives_only
def network(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, membership_of(request, pk))


def step(name: str) -> Callable[[HttpRequest, int], HttpResponse]:
    """The view that joins, refuses, leaves, or chooses whether the association is named."""

    @representatives_only
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        row = membership_of(request, pk)
        if request.method in SAFE:
            typed = form_recovery.take(request)
            return show(request, row, typed=typed)
        form = MembershipForm(request.POST)
        if not form.is_valid():
            return show(request, row, status=400)
        words = form.values if name in {"join", "choose_name"} else {}
        return done(request, row, lambda: getattr(actions, name)(row, by=request.user, **words))

    return taken


@representatives_only
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    row = coordinating(request, pk)
    found = Association.objects.filter(in_directory=True, state__in=MAY_BE_LISTED)
    associations = found.exclude(network_memberships__in=row.network.memberships.open())
    back = reverse("members:network", args=[pk])

    def save(values: dict[str, Any]) -> str:
        actions.invite(row.network, by=request.user, **values)
        return back

    return FormPage(
        lambda typed: InviteForm(typed, associations=associations),
        save,
        _("Invite an association"),
        back=back,
        template=FORM,
        button=_("Invite"),
        more={"intro": str(row.network.title)},
    ).respond(request)


@representatives_only
def accept(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    row = coordinating(request, pk)
    request_ = _request(row, number)
    if request.method in SAFE:
        return show(request, row)
    return done(request, row, lambda: actions.accept(request_, by=request.user))


@representatives_only
def decline(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    row = coordinating(request, pk)
    request_, back = _request(row, number), reverse("members:network", args=[pk])

    def save(values: dict[str, Any]) -> str:
        actions.decline(request_, by=request.user, **values)
        return back

    return FormPage(
        DeclineForm,
        save,
        _("Decline the request"),
        back=back,
        template=FORM,
        button=_("Decline"),
        more={"intro": str(request_.association.name)},
    ).respond(request)


def membership_of(request: HttpRequest, pk: int) -> NetworkMembership:
    rows = NetworkMembership.objects.visible_to(request.user)
    found: NetworkMembership = get_object_or_404(rows.select_related("network__coordinator", "association"), pk=pk)
    return found


def coordinating(request: HttpRequest, pk: int) -> NetworkMembership:
    """The membership of the coordinator; 404 for every other member."""
    row = membership_of(request, pk)
    if not coordinates(row) or not may_coordinate(row.network, request.user):
        raise Http404
    return row


def coordinates(row: NetworkMembership) -> bool:
    return row.state == MembershipState.MEMBER and row.association_id == in_force(row.network).coordinator.pk


def done(
    request: HttpRequest, row: NetworkMembership, take: Callable[[], Any], then: str = "", again: Any = None
) -> HttpResponse:
    """``then``: the address after the step; ``again``: shows the page with the refusal; without them the page of the network."""
    try:
        take()
    except NotAllowed as refusal:
        return refused(request, refusal)
    except DomainError as refusal:
        return (again or show)(request, row, status=status_of(refusal), refusal=refusal.message)
    return redirect(then or reverse("members:network", args=[row.pk]))


def show(
    request: HttpRequest, row: NetworkMembership, *, status: int = 200, refusal: Any = "", typed: Any = None
) -> HttpResponse:
    network = row.network
    leads = coordinates(row) and may_coordinate(network, request.user)
    texts = network.joint_texts.shown_to(row, leads=leads).order_by("-id")[:MOST_SHOWN] if row.state in OPEN else ()
    titles = shown_titles(list(texts), unread=() if leads else UNREAD_BY_MEMBERS)
    public: Any = NETWORKS.live_document(network)
    asking = network.memberships.asking().select_related("association")
    context = {
        "membership": row,
        "network": network,
        "rule": CONSENT_RULES[in_force(network).consent_rule],
        "is_public": public is not None,
        "charter": public.live.body.charter if public else network.charter,
        "is_open": row.state in OPEN,
        "is_coordinator": leads,
        "members": network.memberships.members().count(),
        "requests": asking[:MOST_SHOWN] if leads else [],
        "texts": [(each, titles[each.pk]) for each in texts],
        "form": MembershipForm(typed, initial={"shows_name": row.shows_name}),
        "refusal": refusal,
        "was_parked": typed is not None,
    }
    return render(request, "members/networks/network.html", context, status=status)


def _request(row: NetworkMembership, number: int) -> NetworkMembership:
    rows = row.network.memberships.filter(state=MembershipState.ASKED).select_related(
        "network__coordinator", "association"
    )
    found: NetworkMembership = get_object_or_404(rows, pk=number)
    return found
