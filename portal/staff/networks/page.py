"""The pages of a network and of its statements in the office."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import JointText, Network
from cooperation.networks import members_edition
from cooperation.networks.coordination import in_force
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.joint_texts import shown_titles
from cooperation.networks.statements import STATEMENTS
from cooperation.networks.states import UNREAD_BY_THE_CELL, MembershipState
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.networks.forms import NetworkForm, StatementForm
from proposals.demands.demand_document import live_bodies
from publications.labels import CONSENT_RULES, DEMAND_STATES, LEDGER_RULE
from publications.network_ring import pieces, ring
from publications.pending import PendingPublication
from publications.schemas import NetworkDocument, StatementDocument

VIEW: Final = "cooperation.view_networks"


def of_network(
    network: Network, _pending: PendingPublication | None, document: NetworkDocument | None, user: User
) -> dict[str, Any]:
    coordinating = network.memberships.open().filter(association=network.coordinator_id).first()
    return {
        "ring": ring(len(document.members), document.unnamed) if document else [],
        "rule": CONSENT_RULES[network.consent_rule],
        "coordinating": coordinating,
        "may_invite": coordinating is None and user.has_perm(NETWORKS.write_right),
        "members": network.memberships.members().count(),
        "asking": network.memberships.filter(state=MembershipState.ASKED).count(),
        "members_differ": network.state == "published" and members_edition.differs(network),
    }


def of_statement(
    row: JointText, _pending: PendingPublication | None, document: StatementDocument | None, _user: User
) -> dict[str, Any]:
    body = live_bodies([row.demand]).get(row.demand.key) if row.demand else None
    return {
        "network": row.network,
        "title": shown_titles([row], unread=UNREAD_BY_THE_CELL)[row.pk],
        "pieces": pieces(document.agreed, document.asked) if document else [],
        "rule": CONSENT_RULES[in_force(row.network).consent_rule],
        "demand": {"body": body, "label": DEMAND_STATES[body.state]} if body else None,
        "ledger_rule": LEDGER_RULE,
    }


NETWORK_PAGE: Final = DraftPage(
    NETWORKS,
    view=VIEW,
    name="network",
    home="networks",
    folder="networks",
    form=NetworkForm,
    words=Words(
        home=_("Networks"),
        new=_("New network"),
        edit=_("Write the page of the network"),
        read=_("Read the page of the network"),
        approval=_("It becomes public at once, with its members as they chose to be shown."),
    ),
    context=of_network,
)
STATEMENT_PAGE: Final = DraftPage(
    STATEMENTS,
    view=VIEW,
    name="statement",
    home="statements",
    folder="networks",
    form=StatementForm,
    words=Words(
        home=_("Statements of networks"),
        new=_("Statement of a network"),
        edit=_("What changes in this edition"),
        read=_("Read the statement"),
        approval=_("It becomes public at once. Each association that agreed is counted once for the demand."),
    ),
    context=of_statement,
)
