"""What an approval of an agreement publishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from django.db.models import F, Model
from django.utils.translation import gettext_lazy as _

from cooperation.models import Partnership, PartnershipParty
from cooperation.partnerships import terms
from core.errors import DomainError
from partners import directory
from partners.models import Association
from publications import name_authors
from publications.drafts.actions import Drafting
from publications.models import Document
from publications.name_authors import PublicNames
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import MeetingDocument, PartnershipDocument
from publications.schemas.partnership import Deliverable, Party, Review
from reference.models import PoliceUnit
from reference.publishing import names_by_row


def pending(partnership: Partnership) -> PendingPublication:
    """The edition that an approval publishes."""
    parties = list(partnership.parties.select_related("unit", "institution", "association"))
    if len(parties) < 2:
        raise DomainError(_("An agreement has at least two parties."))
    associations = [party.association for party in parties if party.association]
    own = directory.names_by_row(associations)
    body = _document(partnership, parties, own)
    document = PendingDocument.edition(body, note=partnership.change_note or None, listed_on=partnership.starts_on)
    public = names_by_row() | own
    shown: list[Model] = [party.body for party in parties]
    renamers = name_authors.writers_of_names(shown, known=public.values(), public=public)
    return prepare([document], writers=partnership.authors.values_list("pk", flat=True), renamers=renamers)


def _document(partnership: Partnership, parties: list[PartnershipParty], listed: PublicNames) -> PartnershipDocument:
    places = {party.pk: place for place, party in enumerate(parties)}
    return PartnershipDocument(
        key=partnership.key,
        demonstration=partnership.is_demonstration,
        title=partnership.title,
        objective=partnership.objective,
        starts_on=partnership.starts_on,
        ends_on=partnership.ends_on,
        renewal=partnership.renewal,
        renews=partnership.renewed_from.key if partnership.renewed_from else "",
        parties=[_party(party, {key for _label, key in listed}) for party in parties],
        deliverables=list(_deliverables(partnership, places)),
        demands=_public_demands(partnership),
        reviews=_public_reviews(partnership),
    )


def _party(party: PartnershipParty, listed: set[str]) -> Party:
    kind, key = _kind_and_key(party.body, listed)
    return Party(
        kind=kind, key=key, name=party.name, signed_as=party.signed_as, signed_on=party.signed_on, brings=party.brings
    )


def _kind_and_key(body: Any, listed: set[str]) -> tuple[Literal["unit", "institution", "association"], str]:
    if isinstance(body, Association):
        return "association", body.key if body.key in listed else ""
    return ("unit" if isinstance(body, PoliceUnit) else "institution"), body.key


def _deliverables(partnership: Partnership, places: dict[int, int]) -> Iterator[Deliverable]:
    for each in partnership.deliverables.all():
        yield Deliverable(
            party=places[each.party_id],
            what=each.what,
            due_on=each.due_on,
            first_due_on=each.first_due_on if each.first_due_on != each.due_on else None,
            amount=each.amount,
            done=each.done_amount,
            done_on=each.done_on,
            evidence=each.evidence,
            evidence_url=each.evidence_url,
            dropped_on=each.dropped_on,
            drop_reason=each.drop_reason,
        )


def _public_demands(partnership: Partnership) -> list[str]:
    keys = [str(number) for number in partnership.demands.order_by("number").values_list("number", flat=True)]
    rows = Document.objects.filter(kind="demand", key__in=keys, is_listed=True)
    public = set(rows.values_list("key", flat=True))
    return [key for key in keys if key in public]


def _public_reviews(partnership: Partnership) -> list[Review]:
    """Of the meetings about the agreement those that are announced or reported, as the public knows them."""
    keys = list(partnership.reviews.values_list("key", flat=True))
    rows = Document.objects.filter(kind=MeetingDocument.kind, key__in=keys, is_listed=True).select_related("live")
    bodies = [row.live.body for row in rows if row.live]
    found = [
        Review(key=body.key, title=body.title, on=body.facts.held_on)
        for body in bodies
        if isinstance(body, MeetingDocument) and body.facts.held_on
    ]
    return sorted(found, key=lambda review: (review.on, review.key))


def _is_public(partnership: Partnership, _by: Any) -> None:
    partnership.is_public = True
    partnership.save(update_fields=["is_public"])


def _is_withdrawn(partnership: Partnership, _by: Any) -> None:
    partnership.is_public = False
    partnership.save(update_fields=["is_public"])


def _checked(partnership: Partnership, by: Any) -> None:
    """Once more: an association may have refused since the text was sent to review."""
    terms.check_agreed(partnership)
    partnership.deliverables.filter(first_due_on=None).update(first_due_on=F("due_on"))
    _is_public(partnership, by)


PARTNERSHIPS: Final = Drafting(
    Partnership,
    PartnershipDocument.kind,
    write_right="cooperation.write_partnerships",
    approve_right="cooperation.approve_partnerships",
    compose=pending,
    on_submit=terms.check_agreed,
    on_approve=_checked,
    on_withdraw=_is_withdrawn,
)
