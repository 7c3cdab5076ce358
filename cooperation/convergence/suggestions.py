"""Pairs of programmes that the portal suggests to the cell. Nobody else reads a suggestion before the cell offers it."""

from __future__ import annotations

from cooperation.convergence import matching
from cooperation.models import Convergence, Programme
from cooperation.states import ConvergenceState


def refresh(programme: Programme) -> None:
    """Store new pairs and forget those that match no more and that nobody has decided about. In the transaction of the change."""
    matching.index(programme)
    kept = []
    for match in matching.find(programme):
        first, second = sorted((programme, match.programme), key=lambda each: each.pk)
        row, is_new = Convergence.objects.get_or_create(
            first=first,
            second=second,
            defaults={"shared_from": match.since, "shared_until": match.until, "reasons": match.reasons},
        )
        kept.append(row.pk)
        if not is_new and row.state == ConvergenceState.SUGGESTED:
            row.shared_from, row.shared_until, row.reasons = match.since, match.until, match.reasons
            row.save(update_fields=["shared_from", "shared_until", "reasons"])
    for column in ("first", "second"):
        undecided = Convergence.objects.filter(**{column: programme}, state=ConvergenceState.SUGGESTED, steps=None)
        undecided.exclude(pk__in=kept).delete()
