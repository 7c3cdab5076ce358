"""The documents of merged demands, which no list shows: their ledgers are empty, their earlier editions are not."""

from __future__ import annotations

from collections.abc import Collection

from core.text.texts import Texts
from proposals.models import Demand, Mention
from publications.models import Document
from publications.pending import PendingDocument
from publications.schemas import DemandDocument


def page(key: str) -> DemandDocument | None:
    """What the public reads under ``key``, also of a merged demand; ``None`` for a withdrawn one."""
    return pages([key]).get(key)


def pages(keys: Collection[str]) -> dict[str, DemandDocument]:
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=keys).select_related("live") if keys else []
    bodies = {row.key: row.live.body for row in rows if row.live and not row.live.is_tombstone}
    return {key: body for key, body in bodies.items() if isinstance(body, DemandDocument)}


def closing(demands: Collection[Demand], meeting: str, is_public: bool, note: Texts) -> list[PendingDocument]:
    """Editions that close the earlier ones of merged ``demands`` where these name a meeting whose report says nothing of them any more.

    ``meeting``: its key; ``is_public``: its report is approved, not withdrawn.
    """
    heard = Mention.objects.from_meeting(meeting).filter(origin__in=demands) if is_public else Mention.objects.none()
    told = set(heard.values_list("origin", flat=True)) if demands else set()
    gone = {demand.key: demand for demand in demands if demand.pk not in told}
    return [
        PendingDocument.edition(
            body, note=note, listed_on=gone[key].registered_on, state=body.state, closes_earlier=True, is_listed=False
        )
        for key, body in pages(list(gone)).items()
    ]
