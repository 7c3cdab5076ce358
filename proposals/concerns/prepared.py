"""Prepared sentences for an association about its concern; the cell edits them in the same list as those for the public."""

from __future__ import annotations

from collections.abc import Collection

from core.text import formats
from proposals.concerns import promises
from proposals.concerns.referral import Target
from proposals.demands.sentences import CONCERN_PLACEHOLDERS, PLACEHOLDER, fill
from proposals.models import Concern, PreparedSentence


def offered(moves: Collection[str]) -> dict[str, list[PreparedSentence]]:
    """By move. One query."""
    about = PreparedSentence.About.CONCERN
    found: dict[str, list[PreparedSentence]] = {}
    rows = PreparedSentence.objects.filter(about=about, is_retired=False, move__in=moves)
    for row in rows.order_by("position", "pk"):
        found.setdefault(row.move, []).append(row)
    return found


def filled(row: PreparedSentence, concern: Concern, target: Target | None = None) -> str:
    """In the language of the association, or in the one that the sentence has. What is not known stays as a placeholder, to be replaced."""
    said = row.text.in_language(concern.language)
    language = said.language
    values = {
        "reference": concern.reference,
        "date": formats.day(promises.first_answer(concern.received_at), language),
        "body": target.name.in_language(language).text if target else "",
        "contact": target.contact(language) if target else "",
    }
    return fill(said.text, CONCERN_PLACEHOLDERS[language], values)


def for_referral(concern: Concern, target: Target) -> str:
    """The first sentence for the move "refer" that fits the body and needs nothing that is not recorded; "" where there is none."""
    kind = getattr(target.row, "kind", "")
    rows = [row for row in offered(["refer"]).get("refer", []) if row.body_kind in ("", kind)]
    # A sentence for this kind of body before those for all.
    rows.sort(key=lambda row: not row.body_kind)
    sentences = [filled(row, concern, target) for row in rows]
    return next((sentence for sentence in sentences if not left_open(sentence)), "")


def left_open(sentence: str) -> list[str]:
    """The placeholders that still stand in ``sentence``, as they are written."""
    known = {name for names in CONCERN_PLACEHOLDERS.values() for name in names}
    return [found.group() for found in PLACEHOLDER.finditer(sentence) if found.group(1).strip() in known]
