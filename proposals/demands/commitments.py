"""Commitments about a demand: in a draft until a second person approves it, then what the public reads."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.date_limits import PROMISES
from core.errors import DomainError
from proposals.demands import follow_up as drafts
from proposals.models import Commitment, DraftedCommitment, FollowUp
from proposals.models.follow_up import COMMITMENT_FACTS


def add(follow_up: FollowUp, *, by: User, **facts: Any) -> DraftedCommitment:
    """Write a new commitment into the draft; ``facts`` are those of :data:`~proposals.models.follow_up.COMMITMENT_FACTS`."""
    return _write(DraftedCommitment(), follow_up, by, facts)


def edit(drafted: DraftedCommitment, *, by: User, **facts: Any) -> DraftedCommitment:
    return _write(drafted, drafted.follow_up, by, facts)


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
