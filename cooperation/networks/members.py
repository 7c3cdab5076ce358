"""Joining and leaving a network. The coordinator answers who asks to join, not the cell; nobody becomes a member without its own word."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Network, NetworkMembership
from cooperation.models.networks import LONGEST_SENTENCE
from cooperation.networks import mail, members_edition
from cooperation.networks.coordination import check_coordinates, check_leads, check_speaks, in_force
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.states import MEMBERSHIP, OPEN, MembershipState
from core.clock import today
from core.errors import DomainError, NotAllowed
from partners.models import Association
from proposals import sending_limits
from publications import store

MOST_OPEN = 200
"""Members, requests and invitations of one network."""


def invite_coordinator(network: Network, *, by: User) -> NetworkMembership:
    """The cell asks the association that is to coordinate the network. It accepts or refuses from its account. Asked twice, it is one row."""
    if not by.has_perm(NETWORKS.write_right):
        raise NotAllowed(_("You may not do this."))
    with transaction.atomic():
        row = NETWORKS.locked(network)
        return _opened(row, row.coordinator, MembershipState.INVITED, by=by)


def invite(network: Network, *, association: Association, by: User) -> NetworkMembership:
    """The coordinator asks another association."""
    with transaction.atomic():
        row = NETWORKS.locked(network)
        check_coordinates(row, by)
        sending_limits.count_letter(by)
        return _opened(row, association, MembershipState.INVITED, by=by)


def ask(network: Network, *, association: Association, by: User, shows_name: bool = False) -> NetworkMembership:
    """An association asks to join a network that is public. Asked twice, it is one request."""
    check_speaks(association, by)
    with transaction.atomic():
        row = NETWORKS.locked(network)
        if NETWORKS.live_document(row) is None:
            raise DomainError(_("The network is not public."))
        sending_limits.count_letter(by)
        return _opened(row, association, MembershipState.ASKED, by=by, shows_name=shows_name)


def join(membership: NetworkMembership, *, by: User, shows_name: bool = False) -> NetworkMembership:
    """The association accepts the invitation. A coordinator is always named."""
    check_speaks(membership.association, by)
    with transaction.atomic():
        row = _moved(membership, "join", by)
        row.joined_on = today()
        row.shows_name = shows_name or row.association_id == row.network.coordinator_id
        row.save(update_fields=["state", "answered_by", "joined_on", "shows_name"])
        return row


def accept(membership: NetworkMembership, *, by: User) -> NetworkMembership:
    """The coordinator takes an association that asked to join."""
    with transaction.atomic():
        row = _moved(membership, "accept", by)
        check_coordinates(row.network, by)
        row.joined_on = today()
        row.save(update_fields=["state", "answered_by", "joined_on"])
        mail.tell(row.association, row.network)
        return row


def decline(membership: NetworkMembership, *, by: User, sentence: str) -> NetworkMembership:
    """The coordinator says no, with a sentence to the association."""
    with transaction.atomic():
        row = _moved(membership, "decline", by)
        check_coordinates(row.network, by)
        row.sentence = sentence.strip()[:LONGEST_SENTENCE]
        if not row.sentence:
            raise DomainError(_("Say why in a sentence."))
        row.save(update_fields=["state", "answered_by", "sentence"])
        mail.tell(row.association, row.network)
        return row


def refuse(membership: NetworkMembership, *, by: User) -> NetworkMembership:
    """The association refuses the invitation, or takes its request back."""
    check_leads(membership.association, by)
    with transaction.atomic():
        row = _moved(membership, "refuse", by)
        row.save(update_fields=["state", "answered_by"])
        return row


def leave(membership: NetworkMembership, *, by: User) -> NetworkMembership:
    """At any time. Its name leaves the page at once, also from earlier editions, and its agreement to texts that wait counts no more."""
    check_leads(membership.association, by)
    with transaction.atomic():
        store.lock()  # before the network, as an approval does
        row = _moved(membership, "leave", by, keeps_answer=True)
        row.left_on, was_named, row.shows_name = today(), row.shows_name, False
        row.save(update_fields=["state", "left_on", "shows_name"])
        members_edition.take_away(row.network, row.association, by=by, was_named=was_named)
        return row


def choose_name(membership: NetworkMembership, *, by: User, shows_name: bool) -> NetworkMembership:
    """A name that is withdrawn leaves the page at once; one that is shown comes with the next edition."""
    check_leads(membership.association, by)
    with transaction.atomic():
        store.lock()
        row = _locked(membership)
        if row.state not in OPEN:
            raise DomainError(_("The association is not in the network any more."))
        row.shows_name = shows_name
        row.save(update_fields=["shows_name"])
        if not shows_name:
            members_edition.take_away(row.network, row.association, by=by, was_named=True)
        return row


def _opened(
    network: Network, association: Association, state: str, *, by: User, shows_name: bool = False
) -> NetworkMembership:
    """``network`` is locked."""
    found = network.memberships.open().filter(association=association).first()
    if found is not None:
        return found
    if network.memberships.open().count() >= MOST_OPEN:
        raise DomainError(_("The network has as many members and requests as it can have."))
    row = NetworkMembership.objects.create(
        network=network, association=association, state=state, shows_name=shows_name, asked_on=today(), asked_by=by
    )
    mail.tell(in_force(network).coordinator if state == MembershipState.ASKED else association, network)
    return row


def _moved(membership: NetworkMembership, name: str, by: User, *, keeps_answer: bool = False) -> NetworkMembership:
    """Not saved."""
    row = _locked(membership)
    row.state = MEMBERSHIP.target(name, row.state)
    if not keeps_answer:
        row.answered_by = by
    return row


def _locked(membership: NetworkMembership) -> NetworkMembership:
    NETWORKS.locked(membership.network)
    rows = NetworkMembership.objects.select_for_update(of=("self",)).select_related("network", "association")
    return rows.get(pk=membership.pk)
