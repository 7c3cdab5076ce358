"""Mentions of concerns in ledgers of demands, also of concerns that are merged: each association once for a demand.

A concern and those merged with it are one family. In the ledger of each demand that one of them asks for stands the whole, and of every other
association one part. What a merge changes is written down, so that undoing it gives back the former ledgers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from proposals.demands import ledger
from proposals.models import Concern, ConcernMerge, Demand, Mention
from proposals.querysets import MentionQuerySet

Pair = list[str | int]
"""Reference of a concern and id of a demand, as in :class:`~proposals.models.ConcernMerge`."""
MOVABLE: Final = Q(is_public=False, chosen=None)
"""Mentions that no published edition shows and no split has moved: only these are taken out."""


def led_to(concern: Concern) -> MentionQuerySet:
    """The mentions of ``concern`` in ledgers of demands."""
    return Mention.objects.from_concern(concern.reference)


def enter(concern: Concern, demand: Demand, *, by: User) -> Mention:
    """Of a confidential concern the ledger, which the whole cell reads, has the reference and the day, not the association."""
    return ledger.mention(
        demand,
        by=by,
        said_on=timezone.localdate(concern.received_at),
        source_kind=Mention.Source.CONCERN,
        source_key=concern.reference,
        association=None if concern.is_confidential else concern.association,
        shows_name=concern.use == Concern.Use.PUBLIC_NAMED,
    )


def follow(whole: Concern, *, by: User) -> None:
    """``whole`` has entered a ledger: the concerns merged with it follow, and leave it again with their merge."""
    for merge in ConcernMerge.objects.filter(whole=whole, undone_at=None).select_related("part").order_by("pk"):
        added, _removed = _aligned([whole, *_other_parts(whole, merge.part), merge.part], by)
        if added:
            merge.added = [*merge.added, *added]
            merge.save(update_fields=["added"])


def join(part: Concern, whole: Concern, *, by: User) -> tuple[list[Pair], list[Pair]]:
    """What was added to ledgers, and taken out of them, because ``part`` is merged with ``whole``. Not yet one of its parts."""
    return _aligned([whole, *_other_parts(whole, part), part], by)


def separate(merge: ConcernMerge, *, by: User) -> None:
    """Give back the ledgers as they were before ``merge``."""
    for reference, demand in merge.added:
        _recorded_for(Mention.objects.from_concern(reference), demand).filter(MOVABLE).delete()
    for reference, demand in merge.removed:
        concern = Concern.objects.select_related("association").get(reference=reference)
        if not _recorded_for(led_to(concern), demand).exists():
            enter(concern, Demand.objects.get(pk=demand), by=by)


def _other_parts(whole: Concern, part: Concern) -> Iterable[Concern]:
    return whole.merged_parts.exclude(pk=part.pk).order_by("pk")


def _aligned(family: list[Concern], by: User) -> tuple[list[Pair], list[Pair]]:
    """``family``: the whole first. One query, and two for each change."""
    references = [each.reference for each in family]
    standing = list(Mention.objects.filter(source_kind=Mention.Source.CONCERN, source_key__in=references))
    asked = {(each.source_key, ledger.belongs_to(each)) for each in standing}
    demands = Demand.objects.in_bulk({demand for _reference, demand in asked})
    added: list[Pair] = []
    removed: list[Pair] = []
    for key in sorted(demands):
        counted: set[int] = set()
        for concern in family:
            stands = (concern.reference, key) in asked
            if concern.association_id not in counted and not stands:
                enter(concern, demands[key], by=by)
                added.append([concern.reference, key])
            elif concern.association_id in counted and stands and _taken_out(concern, key):
                removed.append([concern.reference, key])
            counted.add(concern.association_id)
    return added, removed


def _taken_out(concern: Concern, demand: int) -> bool:
    return bool(_recorded_for(led_to(concern), demand).filter(MOVABLE).delete()[0])


def _recorded_for(rows: MentionQuerySet, demand: int | str) -> MentionQuerySet:
    return rows.filter(Q(demand=demand, origin=None) | Q(origin=demand))
