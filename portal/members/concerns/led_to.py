"""To which public demands a concern led."""

from __future__ import annotations

from typing import NamedTuple

from core.text.texts import Texts
from proposals.demands import registration
from proposals.models import Concern
from publications.models import Document
from publications.schemas import DemandDocument


class Led(NamedTuple):
    key: str
    title: Texts


def public_demands(concern: Concern) -> list[Led]:
    """In their published wording; none that the public cannot read. Two queries."""
    keys = [str(number) for number in registration.led_to(concern).values_list("demand__number", flat=True)]
    rows = Document.objects.listed(DemandDocument.kind).filter(key__in=keys).select_related("live") if keys else []
    return [Led(row.key, row.live.body.title) for row in rows if row.live]
