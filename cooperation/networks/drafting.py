"""What the approval of a network publishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cooperation.models import Network, NetworkMembership
from core.date_limits import PROMISES
from core.errors import DomainError
from partners import directory
from partners.models import Association
from partners.states import MAY_BE_LISTED
from proposals.demands import name_authors
from publications.drafts.actions import Drafting
from publications.name_authors import Names, texts_in
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import NetworkDocument
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.network import NamedMember


def pending(network: Network) -> PendingPublication:
    """Its authors are those of the page, and the representatives who joined since the members were last approved."""
    members = list(network.memberships.members().select_related("association"))
    body = _document(network, members)
    document = PendingDocument.edition(body, note=network.change_note or None, listed_on=network.founded_on)
    writers = {*network.authors.values_list("pk", flat=True), *speakers(network.coordinator, members)}
    known = prepare([document], writers=()).main.public
    return prepare([document], writers=writers, renamers=renamers(network, members, known))


def speakers(coordinator: Association, rows: Collection[NetworkMembership]) -> set[int]:
    """Ids of the representatives who asked to join, joined or accepted. That the cell asked the coordinator says nothing in public."""
    asked = {row.asked_by_id for row in rows if row.association_id != coordinator.pk}
    return asked | {row.answered_by_id for row in rows if row.answered_by_id is not None}


def renamers(network: Network, members: Collection[NetworkMembership], known: Any) -> Names:
    shown = [*network.themes.all(), *network.areas.all(), *(row.association for row in members if row.shows_name)]
    return name_authors.of_rows(shown, texts_in(known) if known else ())


def members_of(rows: Collection[NetworkMembership], *, coordinator: Association, until: dt.date) -> dict[str, Any]:
    """The fields of the document that name or count members; ``coordinator`` coordinates ``until`` a day. Raises :class:`~core.errors.DomainError` for fewer than two."""
    if len(rows) < 2:
        raise DomainError(_("A network has at least two members. They join from their accounts."))
    shown = [row for row in rows if row.shows_name and row.association.state in MAY_BE_LISTED]
    listed = listed_keys([row.association for row in shown])
    places = [place for place, row in enumerate(shown) if row.association_id == coordinator.pk]
    return {
        "members": [
            NamedMember(key=key if (key := row.association.key) in listed else "", name=row.association.name, joined_on=row.joined_on or row.asked_on)
            for row in shown
        ],
        "unnamed": len(rows) - len(shown),
        "coordinator": places[0] if places else None,
        "coordinates_until": until if places else None,
    }  # fmt: skip


def listed_keys(associations: Collection[Association]) -> set[str]:
    """Keys of those that have a page in the directory."""
    known = {key for _label, key in directory.names_by_row(associations)}
    return {association.key for association in associations} & known


def _document(network: Network, rows: Collection[NetworkMembership]) -> NetworkDocument:
    rule: Any = network.consent_rule
    return NetworkDocument(
        key=network.key,
        demonstration=network.is_demonstration,
        title=network.title,
        summary=network.summary,
        charter=network.charter,
        consent_rule=rule,
        founded_on=network.founded_on,
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in network.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in network.areas.all()],
        **members_of(rows, coordinator=network.coordinator, until=network.coordinates_until),
    )


class NetworkDrafting(Drafting[Network]):
    def begin(self, *, by: Any, **values: Any) -> Network:
        PROMISES.check(values.get("coordinates_until"))
        return super().begin(by=by, **values)

    def save(self, row: Network, *, by: Any, version: int, **values: Any) -> Network:
        PROMISES.check(values.get("coordinates_until"))
        return super().save(row, by=by, version=version, **values)


NETWORKS: Final = NetworkDrafting(
    Network,
    NetworkDocument.kind,
    write_right="cooperation.write_networks",
    approve_right="cooperation.approve_networks",
    compose=pending,
)
