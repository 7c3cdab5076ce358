"""To which public pages a concern led: demands, and the page of the concern itself."""

from __future__ import annotations

from collections.abc import Sequence

from proposals.demands.demand_document import live_bodies
from proposals.models import Concern, Demand, Mention, PublishedConcern
from publications.models import Document
from publications.schemas import ConcernDocument, DemandDocument


def public_demands(concern: Concern) -> list[DemandDocument]:
    """As they are published; none that the public cannot read. Three queries."""
    return public_demands_of([concern])[concern.pk]


def public_demands_of(concerns: Sequence[Concern]) -> dict[int, list[DemandDocument]]:
    """By the id of the concern. Three queries for all of them."""
    named = {row.pk: _references(row) for row in concerns}
    wanted = {reference for references in named.values() for reference in references}
    mentions = Mention.objects.filter(source_kind=Mention.Source.CONCERN, source_key__in=wanted)
    asked: dict[str, set[int]] = {}
    for reference, demand in mentions.values_list("source_key", "demand"):
        asked.setdefault(reference, set()).add(demand)
    rows = Demand.objects.filter(pk__in=set().union(*asked.values())).order_by("number") if asked else []
    bodies = live_bodies(rows) if rows else {}
    found = {
        pk: set().union(*(asked.get(reference, set()) for reference in references)) for pk, references in named.items()
    }
    return {pk: [bodies[row.key] for row in rows if row.pk in keys and row.key in bodies] for pk, keys in found.items()}


def _references(concern: Concern) -> list[str]:
    """In a ledger an association stands once for concerns that are merged, so its other one may stand there for both."""
    whole = concern.merged_into
    is_ours = whole is not None and whole.association_id == concern.association_id
    return [concern.reference, whole.reference] if whole and is_ours else [concern.reference]


def published_key(concern: Concern) -> str:
    """The key of its public page; "" while it has none. Two queries, one without a public wording."""
    key = PublishedConcern.objects.filter(concern=concern).values_list("key", flat=True).first()
    is_public = key and Document.objects.listed(ConcernDocument.kind).filter(key=key).exists()
    return key if key and is_public else ""
