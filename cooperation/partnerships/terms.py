"""What an association agrees to: the words of the agreement without what was delivered since. Other words ask the associations anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Partnership, PartnershipParty
from core.clock import now
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.permissions import require
from publications.canonical import canonical_json, sha256

WRITE = "cooperation.write_partnerships"


def fingerprint(partnership: Partnership) -> str:
    """Of the terms as they stand in the draft."""
    return sha256(canonical_json(_terms(partnership)))


def offer(partnership: Partnership, *, by: User) -> Partnership:
    """Let the associations that are parties read the draft, and agree or refuse."""
    from cooperation.partnerships.publication import PARTNERSHIPS  # it imports this module

    require(by, WRITE)
    with transaction.atomic():
        row = PARTNERSHIPS.locked(partnership)
        PARTNERSHIPS.check_writable(row)
        if not associations_of(row):
            raise DomainError(_("No association is a party of this agreement."))
        row.offered_at = now()
        row.save(update_fields=["offered_at"])
        return PARTNERSHIPS.note(row, "offer", by)


def agree(party: PartnershipParty, *, by: User, seen: str) -> PartnershipParty:
    """``seen``: the fingerprint of the terms that ``by`` has read. Agreeing to the same terms once more changes nothing."""
    with transaction.atomic():
        row = _open_party(party, by)
        if seen != fingerprint(row.partnership):
            raise EditedMeanwhile(_("The text changed while you were reading. Read it again, then decide."))
        if row.agreed_to != seen:
            row.agreed_to, row.agreed_at, row.agreed_by, row.refusal = seen, now(), by, ""
            row.save()
        return row


def refuse(party: PartnershipParty, *, by: User, sentence: str) -> PartnershipParty:
    """An agreement that was given is taken back with it, as long as the edition is not published."""
    if not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    with transaction.atomic():
        row = _open_party(party, by)
        row.agreed_to, row.agreed_at, row.agreed_by, row.refusal = "", None, by, sentence.strip()
        row.save()
        return row


def missing(partnership: Partnership) -> list[PartnershipParty]:
    """The associations that have not agreed to the terms as they stand."""
    parties = associations_of(partnership)
    wanted = fingerprint(partnership) if parties else ""
    return [party for party in parties if party.agreed_to != wanted]


def check_agreed(partnership: Partnership, _by: Any = None) -> None:
    """Raises :class:`~core.errors.DomainError` with the names of the associations that have not agreed."""
    if found := missing(partnership):
        names = ", ".join(str(party.name) for party in found)
        raise DomainError(_("These associations have not agreed to this text yet: %(names)s.") % {"names": names})


def associations_of(partnership: Partnership) -> list[PartnershipParty]:
    return [party for party in partnership.parties.select_related("association") if party.association_id]


def _open_party(party: PartnershipParty, by: User) -> PartnershipParty:
    """Its row, locked with the agreement; only for a representative, and while the text is open."""
    row = PartnershipParty.objects.select_related("association").get(pk=party.pk)
    if row.association is None or not row.association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("Only members of the association can do this."))
    row.partnership = Partnership.objects.select_for_update().get(pk=row.partnership_id)
    if row.partnership.offered_at is None or row.partnership.state not in {"drafting", "returned", "in_review"}:
        raise DomainError(_("This text does not wait for your association any more."))
    row = PartnershipParty.objects.select_for_update(of=("self",)).select_related("association").get(pk=party.pk)
    row.partnership = Partnership.objects.get(pk=row.partnership_id)
    return row


def _terms(partnership: Partnership) -> dict[str, Any]:
    return {
        "title": partnership.title.model_dump(),
        "objective": partnership.objective.model_dump(),
        "starts_on": partnership.starts_on.isoformat(),
        "ends_on": partnership.ends_on.isoformat(),
        "renewal": partnership.renewal.model_dump(),
        "parties": list(_parties(partnership)),
        "deliverables": list(_deliverables(partnership)),
    }


def _parties(partnership: Partnership) -> Iterator[dict[str, Any]]:
    for party in partnership.parties.all():
        yield {
            "body": [party.unit_id, party.institution_id, party.association_id],
            "brings": party.brings.model_dump(),
        }


def _deliverables(partnership: Partnership) -> Iterator[dict[str, Any]]:
    """In the order of the rows, so that what is done or given up changes nothing."""
    for each in sorted(partnership.deliverables.all(), key=lambda row: row.pk):
        yield {
            "party": each.party_id,
            "what": each.what.model_dump(),
            "due_on": each.due_on.isoformat(),
            "amount": each.amount,
        }
