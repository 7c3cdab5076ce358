"""Who speaks for an association, and who for a network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Network
from cooperation.networks.states import MembershipState
from core.clock import today
from core.errors import DomainError, NotAllowed
from partners import representing
from partners.models import Association
from partners.states import MAY_SUBMIT


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
    rows = network.memberships.filter(association=network.coordinator_id, state=MembershipState.MEMBER)
    return today() <= network.coordinates_until and rows.exists()


def check_coordinates(network: Network, by: User) -> None:
    check_speaks(network.coordinator, by)
    if not is_coordinated(network):
        raise DomainError(_("Nobody coordinates the network at the moment. Ask the cell to correct its page."))


def may_coordinate(network: Network, by: User) -> bool:
    return representing.may_lead(by, network.coordinator) and is_coordinated(network)
