"""To which public pages a concern led: demands, and the page of the concern itself."""

from __future__ import annotations

from proposals.demands import registration
from proposals.demands.demand_document import live_bodies
from proposals.models import Concern, Demand, PublishedConcern
from publications.models import Document
from publications.schemas import ConcernDocument, DemandDocument


def public_demands(concern: Concern) -> list[DemandDocument]:
    """As they are published; none that the public cannot read. Two queries."""
    rows = Demand.objects.filter(pk__in=registration.led_to(concern).values("demand")).order_by("number")
    bodies = live_bodies(rows)
    return [bodies[row.key] for row in rows if row.key in bodies]


def published_key(concern: Concern) -> str:
    """The key of its public page; "" while it has none. Two queries, one without a public wording."""
    key = PublishedConcern.objects.filter(concern=concern).values_list("key", flat=True).first()
    is_public = key and Document.objects.listed(ConcernDocument.kind).filter(key=key).exists()
    return key if key and is_public else ""
