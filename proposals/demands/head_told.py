"""The public learns on which day the head of the cell was told about a broken promise: an edition of the portal itself, in no person's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.db.outbox import doer
from core.text.texts import Texts
from proposals.demands import requesters
from proposals.demands.reminders import HEAD_TOLD, head_told_on
from proposals.models import Demand
from publications import store
from publications.schemas import DemandDocument

NOTE: Final = Texts(
    ar="أُخبر رئيس الخلية بفوات أجل هذا المطلب.",
    fr="Le chef de la cellule a été informé du dépassement du délai de cette demande.",
    en="The head of the cell was told that the promised day of this demand has passed.",
)


@doer(HEAD_TOLD)
def publish_head_told(payload: Mapping[str, Any]) -> None:
    """Nothing where the promise was kept, or where the public cannot read the demand; can be repeated."""
    store.lock()
    demand = Demand.objects.get(pk=payload["demand"])
    if day := head_told_on(demand):
        edition = store.record_day(DemandDocument.kind, demand.key, {"head_told_on": day}, note=NOTE)
        requesters.tell([edition] if edition else [])
