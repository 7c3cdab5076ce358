"""To which public demands a concern led."""

from __future__ import annotations

from proposals.demands import registration
from proposals.demands.demand_document import live_bodies
from proposals.models import Concern, Demand
from publications.schemas import DemandDocument


def public_demands(concern: Concern) -> list[DemandDocument]:
    """As they are published; none that the public cannot read. Two queries."""
    rows = Demand.objects.filter(pk__in=registration.led_to(concern).values("demand")).order_by("number")
    bodies = live_bodies(rows)
    return [bodies[row.key] for row in rows if row.key in bodies]
