"""The two answers to a concern: the private one to the association, and the public one, which alone keeps the promise of a public answer.

The private one is the move ``answer`` of :mod:`proposals.concerns.review`. The public one is whatever is published: the answer to a demand
that the concern led to, or the published concern.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from proposals.concerns.deadlines import next_due
from proposals.models import Concern, Demand, Mention


def answered_in_public(concern: Concern, *, at: dt.datetime) -> None:
    """An answer to ``concern`` was published ``at`` this moment: its promise is kept, and that of all that are merged with it.

    No permission: publications call it in their transaction. Does nothing for a confidential concern, which has no public answer, and for
    one that was answered in public before. The state stays: that an answer is public says nothing about the decision of the cell.
    """
    rows = Concern.objects.filter(Q(pk=concern.pk) | Q(merged_into=concern.pk)).exclude(use=Concern.Use.CELL_ONLY)
    for row in rows.filter(answered_in_public_at=None).order_by("pk").select_for_update(no_key=True):
        row.answered_in_public_at = at
        row.due_at = next_due(row)
        row.save(update_fields=["answered_in_public_at", "due_at"])


def demand_answered(demand: Demand, *, at: dt.datetime) -> None:
    """An answer to ``demand`` was published: it answers the concerns in its ledger, also those that came through merged demands."""
    references = demand.mentions.filter(source_kind=Mention.Source.CONCERN).values("source_key")
    for concern in Concern.objects.filter(reference__in=references).order_by("pk"):
        answered_in_public(concern, at=at)
