"""Updates the ledgers of demands after changes of the record: each contribution that carries a demand is one mention."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from consultations.models import Carriage, Intervention
from proposals.demands import ledger
from proposals.models import Mention


def follow(interventions: Iterable[Intervention], *, by: User) -> None:
    """Update the mentions after a change of contributions or speakers."""
    carriages = Carriage.objects.filter(intervention__in=list(interventions), point__demand__isnull=False)
    for carriage in carriages.select_related("point__demand", "mention", "intervention__speaker__association"):
        enter(carriage, by=by)


def enter(carriage: Carriage, *, by: User) -> None:
    """Update the mention of a carriage. A changed mention becomes a new row, which is not public until it is approved.

    A mention that a split has moved stays in the demand to which it was moved.
    """
    demand, facts, before = carriage.point.demand, _facts(carriage.intervention), carriage.mention
    if carriage.intervention.is_confidential:
        # No mention for a confidential contribution: ledgers are published.
        demand = None
    kept = before if before and demand and ledger.is_recorded_for(before, demand) else None
    if kept and _same(kept, facts):
        return
    carriage.mention = None
    if demand:
        carriage.mention = (
            ledger.mention_again(kept, by=by, **facts) if kept else ledger.mention(demand, by=by, **facts)
        )
    carriage.save(update_fields=["mention"])
    if before:
        before.delete()


def drop(carriage: Carriage) -> None:
    """Delete the mention when the contribution does not carry the point any more."""
    _drop_voice(carriage)
    carriage.delete()


def _facts(intervention: Intervention) -> dict[str, Any]:
    speaker = intervention.speaker
    association = speaker.association if speaker else None
    return {
        "said_on": intervention.meeting.held_on,
        "day_known": intervention.meeting.day_known,
        "source_kind": Mention.Source.MEETING,
        "source_key": intervention.meeting.key,
        "association": association,
        "shows_name": bool(speaker and association and speaker.shows_association),
        "is_counted": not intervention.is_collective,
    }


def _same(mention: Mention, facts: dict[str, Any]) -> bool:
    return all(getattr(mention, name) == value for name, value in facts.items())


def _drop_voice(carriage: Carriage) -> None:
    if mention := carriage.mention:
        carriage.mention = None
        carriage.save(update_fields=["mention"])
        mention.delete()
