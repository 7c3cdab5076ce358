"""Updates the ledgers of demands after changes of the record: each contribution that carries a demand is one mention."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from consultations.models import Carriage, Intervention
from proposals.demands import ledger
from proposals.models import Demand, Mention


def follow(interventions: Iterable[Intervention], *, by: User) -> None:
    """Update the mentions after a change of contributions or speakers."""
    carriages = Carriage.objects.filter(intervention__in=list(interventions), point__demand__isnull=False)
    for carriage in carriages.select_related("point__demand", "mention", "intervention__speaker__association"):
        enter(carriage, by=by)


def enter(carriage: Carriage, *, by: User) -> None:
    """Update the mention of a carriage. A changed mention becomes a new row, which is not public until it is approved."""
    demand, facts = carriage.point.demand, _facts(carriage.intervention)
    if carriage.intervention.is_confidential:
        # No mention for a confidential contribution: ledgers are published.
        demand = None
    if carriage.mention and _same(carriage.mention, demand, facts):
        return
    _drop_voice(carriage)
    if demand is not None:
        carriage.mention = ledger.mention(demand, by=by, **facts)
        carriage.save(update_fields=["mention"])


def drop(carriage: Carriage) -> None:
    """Delete the mention when the contribution does not carry the point any more."""
    _drop_voice(carriage)
    carriage.delete()


def _facts(intervention: Intervention) -> dict[str, Any]:
    speaker = intervention.speaker
    association = speaker.association if speaker else None
    return {
        "said_on": intervention.meeting.held_on,
        "source_kind": Mention.Source.MEETING,
        "source_key": intervention.meeting.key,
        "association": association,
        "shows_name": bool(speaker and association and speaker.shows_association),
        "is_counted": not intervention.is_collective,
    }


def _same(mention: Mention, demand: Demand | None, facts: dict[str, Any]) -> bool:
    return mention.demand == demand and all(getattr(mention, name) == value for name, value in facts.items())


def _drop_voice(carriage: Carriage) -> None:
    if mention := carriage.mention:
        carriage.mention = None
        carriage.save(update_fields=["mention"])
        mention.delete()
