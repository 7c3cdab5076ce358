"""To which public pages a concern led: demands, and the page of the concern itself."""

from __future__ import annotations

from typing import NamedTuple

from core.text.texts import Texts
from proposals.demands import registration
from proposals.models import Concern, PublishedConcern
from publications.models import Document
from publications.schemas import ConcernDocument, DemandDocument


class Led(NamedTuple):
    key: str
    title: Texts


def public_demands(concern: Concern) -> list[Led]:
    """In their published wording; none that the public cannot read. Two queries."""
    keys = [str(number) for number in registration.led_to(concern).values_list("demand__number", flat=True)]
    rows = Document.objects.listed(DemandDocument.kind).filter(key__in=keys).select_related("live") if keys else []
    return [Led(row.key, row.live.body.title) for row in rows if row.live]


def published_key(concern: Concern) -> str:
    """The key of its public page; "" while it has none. Two queries, one without a public wording."""
    key = PublishedConcern.objects.filter(concern=concern).values_list("key", flat=True).first()
    is_public = key and Document.objects.listed(ConcernDocument.kind).filter(key=key).exists()
    return key if key and is_public else ""
