"""With which demands a demand was merged, or from which it was split, as its document says it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from core.clock import today
from core.text.texts import Texts
from proposals.models import Demand, LedgerChange
from proposals.states import FollowUpState
from publications.models import Document
from publications.schemas import DemandDocument
from publications.schemas.demand import Relation

# What the part and the whole say of each other.
ROLES = {LedgerChange.Kind.MERGE: ("merged_into", "absorbed"), LedgerChange.Kind.SPLIT: ("split_from", "split_off")}
Titles = Mapping[str, Texts]


def of(
    demands: Collection[Demand], *, pending: LedgerChange | None = None, titles: Titles | None = None
) -> dict[int, list[Relation]]:
    """By the demand's id. ``pending`` counts as published today; ``titles``: of demands that it publishes, by key.

    Demands that the public cannot read are left out. Two queries; one where nothing was merged or split.
    """
    changes = _changes(demands, pending)
    numbers = {row.key for change in changes for row in (change.part, change.whole)}
    known = _public_titles(numbers) | dict(titles or {}) if numbers else {}
    undone = {change.undoes_id: _day(change) for change in changes if change.undoes_id}
    found: dict[int, list[Relation]] = defaultdict(list)
    for change in changes:
        if change.kind in ROLES:
            until, (of_part, of_whole) = undone.get(change.pk), ROLES[LedgerChange.Kind(change.kind)]
            _add(found[change.part_id], of_part, change.whole, known, _day(change), until)
            _add(found[change.whole_id], of_whole, change.part, known, _day(change), until)
    return found


def _add(
    lines: list[Relation], relation: str, other: Demand, known: Titles, on: dt.date, until: dt.date | None
) -> None:
    if title := known.get(other.key):
        facts = {"relation": relation, "number": other.number, "title": title, "on": on, "until": until}
        lines.append(Relation.model_validate(facts))


def _changes(demands: Collection[Demand], pending: LedgerChange | None) -> list[LedgerChange]:
    rows = LedgerChange.objects.of(*demands).filter(state=FollowUpState.PUBLISHED).select_related("part", "whole")
    return [*rows.order_by("published_on", "pk"), *([pending] if pending else [])]


def _day(change: LedgerChange) -> dt.date:
    return change.published_on or today()


def _public_titles(keys: Collection[str]) -> dict[str, Texts]:
    """In the published wording, also of demands that are merged and in no list."""
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=keys).select_related("live")
    return {row.key: row.live.body.title for row in rows if row.live and not row.live.is_tombstone}
