"""Commitments about a demand: in a draft until a second person approves it, then what the public reads."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.date_limits import PROMISES
from core.errors import DomainError, EditedMeanwhile
from core.text.texts import Texts
from proposals.demands import follow_up as drafts
from proposals.models import Commitment, DraftedCommitment, FollowUp
from proposals.models.follow_up import COMMITMENT_FACTS
from publications.canonical import sha256

_FIELDS: list[Any] = [DraftedCommitment._meta.get_field(name) for name in COMMITMENT_FACTS]


def add(follow_up: FollowUp, *, by: User, **facts: Any) -> DraftedCommitment:
    """Write a new commitment into the draft; ``facts`` are those of :data:`~proposals.models.follow_up.COMMITMENT_FACTS`."""
    return _write(DraftedCommitment(), follow_up, by, facts)


def edit(drafted: DraftedCommitment, *, by: User, seen: str, **facts: Any) -> DraftedCommitment:
    """``seen``: the :func:`fingerprint` of what ``by`` has read. Raises :class:`~core.errors.EditedMeanwhile` when it is another one by now."""
    with transaction.atomic():
        follow_up = drafts.writable(drafted.follow_up, by=by)
        row = follow_up.commitments.filter(pk=drafted.pk).first()
        if row is None:
            raise DomainError(_("Somebody has taken this commitment out of the draft."))
        if fingerprint(row) != seen:
            raise EditedMeanwhile(
                _("Somebody else saved this text while you were writing. Compare both, then save again.")
            )
        return _write(row, follow_up, by, facts)


def fingerprint(drafted: DraftedCommitment) -> str:
    """Of all its facts, in every language."""
    values = [getattr(drafted, field.attname) for field in _FIELDS]
    return sha256(repr([each.model_dump_json() if isinstance(each, Texts) else str(each) for each in values]))


def take_up(follow_up: FollowUp, commitment: Commitment, *, by: User) -> DraftedCommitment:
    """Bring a published commitment into the draft as it stands, to be changed there; the one that is there already stays as it is."""
    if commitment.demand_id != follow_up.demand_id:
        raise DomainError(_("This commitment belongs to another demand."))
    found = follow_up.commitments.filter(commitment=commitment).first()
    facts = {name: getattr(commitment, name) for name in COMMITMENT_FACTS}
    return found or _write(DraftedCommitment(commitment=commitment), follow_up, by, facts)


def remove(drafted: DraftedCommitment, *, by: User) -> None:
    """From the draft alone; a published one stays as the public reads it."""
    with transaction.atomic():
        drafts.writable(drafted.follow_up, by=by)
        drafted.delete()


def _write(drafted: DraftedCommitment, follow_up: FollowUp, by: User, facts: dict[str, Any]) -> DraftedCommitment:
    PROMISES.check(facts["due_on"])
    PROMISES.check(facts.get("starts_on"))
    with transaction.atomic():
        drafted.follow_up = drafts.writable(follow_up, by=by)
        for name, value in facts.items():
            setattr(drafted, name, value)
        drafted.save()
    return drafted
