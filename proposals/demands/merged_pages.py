"""The documents of merged demands, which no list shows: their ledgers are empty, their earlier editions are not.

Merges and splits move mentions, so an edition of another demand may name a meeting whose report never named that demand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import F, Q

from core.text.texts import Texts
from proposals.models import Demand, LedgerChange, Mention
from proposals.states import FollowUpState
from publications.models import Document, Edition
from publications.pending import PendingDocument
from publications.schemas import DemandDocument


def page(key: str) -> DemandDocument | None:
    """What the public reads under ``key``, also of a merged demand; ``None`` for a withdrawn one."""
    return pages([key]).get(key)


def pages(keys: Collection[str]) -> dict[str, DemandDocument]:
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=keys).select_related("live") if keys else []
    bodies = {row.key: row.live.body for row in rows if row.live and not row.live.is_tombstone}
    return {key: body for key, body in bodies.items() if isinstance(body, DemandDocument)}


def served(key: str) -> Iterator[DemandDocument]:
    """All editions that can be read under ``key``."""
    rows = Edition.objects.filter(document__kind=DemandDocument.kind, document__key=key, is_tombstone=False)
    for edition in rows.filter(number__gt=F("document__closed_until")).iterator():
        if isinstance(edition.body, DemandDocument):
            yield edition.body


def closing(demands: Collection[Demand], meeting: str, is_public: bool, note: Texts) -> list[PendingDocument]:
    """Editions that close the earlier ones of merged ``demands`` where these name a meeting whose report says nothing of them any more.

    ``meeting``: its key; ``is_public``: its report is approved, not withdrawn.
    """
    heard = Mention.objects.from_meeting(meeting).filter(origin__in=demands) if is_public else Mention.objects.none()
    told = set(heard.values_list("origin", flat=True)) if demands else set()
    gone = {demand.key: demand for demand in demands if demand.pk not in told}
    return [
        PendingDocument.edition(
            body,
            note=note,
            listed_on=gone[key].registered_on,
            state=body.state,
            closes_earlier=True,
            closes_unchanged=True,
            is_listed=False,
        )
        for key, body in pages(list(gone)).items()
    ]


def connected(numbers: Collection[int]) -> set[str]:
    """Keys of the demands with ``numbers`` and of all that were ever merged with them or split from them. A query for each level."""
    newest = dict(Demand.objects.filter(number__in=numbers).values_list("pk", "number"))
    found = dict(newest)
    while newest:
        changes = LedgerChange.objects.filter(Q(part__in=newest) | Q(whole__in=newest), state=FollowUpState.PUBLISHED)
        pairs = changes.values_list("part", "part__number", "whole", "whole__number")
        ends = [end for part, part_number, whole, number in pairs for end in ((part, part_number), (whole, number))]
        newest = {pk: number for pk, number in ends if pk not in found}
        found |= newest
    return {str(number) for number in found.values()}


def naming(meeting: str, keys: Collection[str], *, also_earlier: bool) -> set[str]:
    """Those of ``keys`` under which the public reads of the meeting; ``also_earlier``: or can, in an earlier edition. One query."""
    rows = Edition.objects.filter(
        document__kind=DemandDocument.kind,
        document__key__in=keys,
        number__gt=F("document__closed_until"),
        canonical__contains=f'"source_key":"{meeting}"',
    )
    rows = rows if also_earlier else rows.filter(document__live=F("pk"))
    return set(rows.values_list("document__key", flat=True))
