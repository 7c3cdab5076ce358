"""Who speaks for an association, and who for a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Network
from cooperation.networks.states import MembershipState
from core.clock import today
from core.errors import DomainError, NotAllowed
from partners import representing
from partners.models import Association
from partners.states import MAY_SUBMIT
from publications.drafts.states import DraftState
from publications.models import Document
from publications.schemas import NetworkDocument


class InForce(NamedTuple):
    """What counts of the page of a network: while an edition is public, what was approved with it, and not the draft of its correction."""

    consent_rule: str
    coordinator: Association
    coordinates_until: dt.date


def in_force(network: Network) -> InForce:
    return all_in_force([network])[network.pk]


def all_in_force(networks: Iterable[Network]) -> dict[int, InForce]:
    """By id of the network. At most three queries, none for networks that are not open for a correction."""
    rows = {network.pk: network for network in networks}
    found: dict[int, Any] = dict(rows)
    drafted = {row.key: row.pk for row in rows.values() if row.state != DraftState.PUBLISHED}
    if drafted:
        public = Document.objects.filter(kind=NetworkDocument.kind, key__in=drafted, live__is_tombstone=False)
        found |= _as_approved([drafted[key] for key in public.values_list("key", flat=True)])
    return {pk: InForce(row.consent_rule, row.coordinator, row.coordinates_until) for pk, row in found.items()}


def _as_approved(ids: list[int]) -> dict[int, Any]:
    """From the history: only an approval brings a network into the state of what is published, and there nobody writes in it."""
    history: Any = apps.get_model("cooperation", "NetworkEvent")
    rows = history.objects.filter(pgh_obj__in=ids, state=DraftState.PUBLISHED).select_related("coordinator")
    return {row.pgh_obj_id: row for row in rows.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")}


def check_leads(association: Association, by: User) -> None:
    """The president or the secretary decides for an association; where it has neither, every representative."""
    if not representing.may_lead(by, association):
        raise NotAllowed(_("The president or the secretary of the association decides this."))


def check_speaks(association: Association, by: User) -> None:
    """Of an association that may write to the cell."""
    check_leads(association, by)
    if association.state not in MAY_SUBMIT:
        raise NotAllowed(_("Your association cannot write to the cell at the moment."))


def is_coordinated(network: Network) -> bool:
    """Its coordinator is a member, and its term has not ended."""
    return _stands(network, in_force(network))


def check_coordinates(network: Network, by: User) -> None:
    approved = in_force(network)
    check_speaks(approved.coordinator, by)
    if not _stands(network, approved):
        raise DomainError(_("Nobody coordinates the network at the moment. Ask the cell to correct its page."))


def may_coordinate(network: Network, by: User) -> bool:
    approved = in_force(network)
    return representing.may_lead(by, approved.coordinator) and _stands(network, approved)


def _stands(network: Network, approved: InForce) -> bool:
    rows = network.memberships.filter(association=approved.coordinator, state=MembershipState.MEMBER)
    return today() <= approved.coordinates_until and rows.exists()
