"""The edition of a network in which only its members change. What was reworded in the office since stays there."""

from __future__ import annotations

from typing import Any, Final, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from cooperation.models import Network
from cooperation.networks.coordination import in_force
from cooperation.networks.drafting import NETWORKS, members_of, renamers, speakers
from core.errors import DomainError
from core.text.texts import Texts
from partners.former_names import all_names
from partners.models import Association
from publications import store
from publications.models import Document
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import NetworkDocument

NOTE: Final = Texts(
    ar="حُيِّنت لائحة الجمعيات.", fr="La liste des associations a été mise à jour.", en="The list of members was brought up to date."
)  # fmt: skip
WITHDRAWN: Final = Texts(
    ar="غادرت جمعية الشبكة أو سحبت اسمها.",
    fr="Une association a quitté le réseau ou retiré son nom.",
    en="An association left the network or withdrew its name.",
)


def pending(network: Network) -> PendingPublication:
    """Its authors are the representatives who joined or were taken since the live edition, and who writes in its correction. Raises :class:`~core.errors.DomainError` for a
    network that is not public."""
    live = _live(network)
    if live is None:
        raise DomainError(_("The network is not public."))
    rows = list(network.memberships.members().select_related("association"))
    approved = in_force(network)
    shown = members_of(rows, coordinator=approved.coordinator, until=approved.coordinates_until)
    body = live.model_copy(update=shown)
    document = PendingDocument.edition(body, note=NOTE, listed_on=network.founded_on)
    writers = {*speakers(approved.coordinator, rows), *network.authors.values_list("pk", flat=True)}
    return prepare([document], writers=writers, renamers=renamers(network, rows, live))


def differs(network: Network) -> bool:
    """Whether the public page shows other members than there are."""
    try:
        return not pending(network).main.is_unchanged
    except DomainError:
        return False


def publish(network: Network, *, by: User, seen: str) -> None:
    """Bring the public list up to date. ``seen``: the fingerprint of :func:`pending`."""
    require(by, NETWORKS.approve_right)
    with transaction.atomic():
        store.lock()
        row = NETWORKS.locked(network)
        store.publish(pending(row), by=by.pk, seen=seen)
        row.steps.create(move="members", by=by)


def take_away(network: Network, association: Association, *, by: User, was_named: bool) -> None:
    """Less than what is public needs nobody's approval: the name of who left or withdrew it, and the number of who left."""
    store.lock()
    live = _live(network)
    if live is None:
        return
    own = all_names(association) if was_named else set()
    gone = [place for place, each in enumerate(live.members) if each.name in own or each.key == association.key]
    less = live.model_copy(update=_without(live, gone, network.memberships.members().count()))
    document = PendingDocument.edition(
        less, note=WITHDRAWN, listed_on=network.founded_on, closes_earlier=bool(gone), closes_unchanged=bool(gone)
    )
    prepared = prepare([document], writers=answerable(NetworkDocument.kind, network.key) - {by.pk})
    if not prepared.main.is_unchanged:
        store.take_back(prepared, by=by.pk)


def answerable(kind: str, key: str) -> set[int]:
    """Authors and approver of the live edition: at least two people."""
    row = Document.objects.select_related("live__approval").filter(kind=kind, key=key).first()
    if row is None or row.live is None:
        return set()
    approval = row.live.approval
    return {*approval.author_ids, *filter(None, [approval.approver_id])}


def _without(live: NetworkDocument, gone: list[int], members: int) -> dict[str, Any]:
    """``members``: how many there are now; the edition may not have counted the newest ones."""
    kept = [each for place, each in enumerate(live.members) if place not in gone]
    unnamed = max(0, min(live.unnamed + len(gone), members - len(kept)))
    if live.coordinator is None or live.coordinator in gone:
        return {"members": kept, "unnamed": unnamed, "coordinator": None, "coordinates_until": None}
    return {"members": kept, "unnamed": unnamed, "coordinator": kept.index(live.members[live.coordinator])}


def _live(network: Network) -> NetworkDocument | None:
    document = NETWORKS.live_document(network)
    edition = document.live if document else None
    return cast(NetworkDocument, edition.body) if edition else None
