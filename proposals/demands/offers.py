"""Demands that are offered to somebody who writes, each with the words that match; a person decides (ADR 28).

The office is offered its own wording, everybody else what is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.utils.translation import get_language

from core.text.analysis import Analysis
from core.text.pieces import Marked, excerpt, pieces
from core.text.similarity import Matching
from core.text.texts import LANGUAGES, Localised, Texts
from proposals.demands.demand_document import live_bodies
from proposals.demands.similar_demands import DETAILS
from proposals.models import Demand
from publications.schemas import DemandDocument
from reference.lexicon import similarity

EXCERPT: Final = 120
Of = TypeVar("Of", Demand, DemandDocument)


@dataclass(frozen=True)
class Offer(Generic[Of]):
    """``details``: the part of the details that has more words that match; ``None`` where the title has them all."""

    demand: Of
    title: Marked
    details: Marked | None


def offers(written: str, demands: Iterable[Of]) -> list[Offer[Of]]:
    """``demands``, which were found for ``written``, with the words that match."""
    analysis = similarity().analyse(written)
    return [Offer(demand, *_marked(analysis, demand.title, demand.details)) for demand in demands]


def public_offers(written: str) -> list[Offer[DemandDocument]]:
    """Public demands that ask what somebody is writing, nearest first, in their published words. Three queries, none for an empty text."""
    found = Demand.objects.like_published(written) if written.strip() else Demand.objects.none()
    rows = list(found)
    bodies = live_bodies(rows) if rows else {}
    return offers(written, [bodies[row.key] for row in rows if row.key in bodies])


def _marked(written: Analysis, title_texts: Texts, details_texts: Texts) -> tuple[Marked, Marked | None]:
    title, of_title = _compared(written, title_texts)
    details, of_details = _compared(written, details_texts, longest=DETAILS)
    says_more = not {*of_details.first} <= {*of_title.first}
    return (
        Marked(pieces(title.text, of_title.second), title.language, title.is_fallback),
        Marked(excerpt(details.text, of_details.second, length=EXCERPT), details.language, details.is_fallback)
        if says_more
        else None,
    )


def _compared(written: Analysis, texts: Texts, longest: int | None = None) -> tuple[Localised, Matching]:
    """``texts`` as the reader is shown them, and what matches in their first ``longest`` characters: the look-up reads no more of details."""
    shown = texts.in_language(get_language() or LANGUAGES[0])
    shown = shown._replace(text=shown.text[:longest])
    return shown, similarity().matching(written, similarity().analyse(shown.text))
