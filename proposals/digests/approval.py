"""A second person reads the digest as it will be public, and publishes or withdraws it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final, cast

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.text.texts import Texts
from proposals.digests.composition import Composed, compose
from proposals.models import Digest, DigestLine
from publications.drafts.actions import Drafting
from publications.models import Document
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import DemandDocument, DigestDocument
from publications.schemas.digest import DigestEntry, DigestGroup, DigestTotals, Still, StillDemand

KIND: Final = DigestDocument.kind


def pending(digest: Digest) -> PendingPublication:
    """The edition that an approval publishes. It shows only names and words of published editions, and those of its authors.

    Raises :class:`~core.errors.DomainError` where a demand in it was withdrawn since it was composed.
    """
    composed, lines = Composed.model_validate(digest.composed), lines_of(digest)
    entries = [entry for entry in composed.entries if entry.number in lines and not lines[entry.number].is_left_out]
    _check_still_public([*entries, *composed.still.demands])
    document = PendingDocument.edition(
        _document(digest, composed, entries, lines), note=digest.change_note or None, listed_on=digest.of.ends_on
    )
    return prepare([document], writers=digest.authors.values_list("pk", flat=True))


DIGESTS: Final = Drafting(
    Digest,
    KIND,
    write_right="proposals.write_digests",
    approve_right="proposals.approve_digests",
    compose=pending,
)


def totals_today(digest: Digest) -> DigestTotals | None:
    """The totals as they would be composed today; ``None`` where that would be the same. Composes only if a demand has a newer edition."""
    kept = Composed.model_validate(digest.composed)
    if not kept.is_outdated():
        return None
    now = compose(digest.of)
    return None if now.model_copy(update={"head": kept.head}) == kept else now.totals


def without(demands: Collection[str], *, note: Texts) -> Iterator[PendingDocument]:
    """The next editions of published digests that show the words of ``demands``, which leave the public pages. Their numbers stay."""
    rows = Document.objects.listed(KIND).showing_demand(*demands) if demands else Document.objects.none()
    for row in rows.select_related("live"):
        if row.live:
            body = _without(cast(DigestDocument, row.live.body), demands)
            yield PendingDocument.edition(body, note=note, listed_on=row.listed_on, closes_earlier=True)


def lines_of(digest: Digest) -> dict[int, DigestLine]:
    """By the number of the demand, in their order."""
    return {line.demand.number: line for line in digest.lines.select_related("demand")}


def _document(
    digest: Digest, composed: Composed, entries: list[DigestEntry], lines: dict[int, DigestLine]
) -> DigestDocument:
    shown: list[DigestEntry | StillDemand] = [*entries, *composed.still.demands]
    quarter: Any = digest.quarter
    return DigestDocument(
        key=digest.key,
        demonstration=bool(shown) and all(each.demonstration for each in shown),
        title=digest.title,
        year=digest.year,
        quarter=quarter,
        starts_on=digest.of.starts_on,
        ends_on=digest.of.ends_on,
        composed_on=digest.composed_on,
        introduction=digest.introduction,
        totals=composed.totals,
        groups=_groups(composed, entries, lines),
        left_out=len(composed.entries) - len(entries),
        still=composed.still,
    )


def _groups(composed: Composed, entries: list[DigestEntry], lines: dict[int, DigestLine]) -> list[DigestGroup]:
    """In the order of the list of themes; within a theme in the order of the editor."""
    places = {number: place for place, number in enumerate(lines)}
    found: dict[str, list[DigestEntry]] = {}
    for entry in composed.in_order(lambda entry: places[entry.number], entries):
        worded = entry.model_copy(update={"sentence": lines[entry.number].sentence})
        found.setdefault(entry.theme.key if entry.theme else "", []).append(worded)
    return [DigestGroup(theme=group[0].theme, entries=group) for group in found.values()]


def _check_still_public(shown: Collection[Any]) -> None:
    """Words that were withdrawn since do not come back. One query."""
    keys = [each.demand_key for each in shown]
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=keys, is_listed=True)
    closed = dict(rows.values_list("key", "closed_until"))
    for each in shown:
        if each.demand_key not in closed or each.edition <= closed[each.demand_key]:
            message = _("Demand %(number)s is not public any more as it was composed. Compose the digest again.")
            raise DomainError(message % {"number": each.number})


def _without(body: DigestDocument, demands: Collection[str]) -> DigestDocument:
    groups = [
        group.model_copy(update={"entries": [entry for entry in group.entries if entry.demand_key not in demands]})
        for group in body.groups
    ]
    still = [row for row in body.still.demands if row.demand_key not in demands]
    return body.model_copy(
        update={
            "groups": [group for group in groups if group.entries],
            "still": Still(count=body.still.count, oldest_on=body.still.oldest_on, demands=still),
        }
    )
