"""Composes what a digest says from the published editions of all demands: entries and totals of one quarter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from django.conf import settings
from django.db.models import Max, Q

from core.quarters import DAY, Quarter
from core.zone import ZONE
from proposals.digests.quarter_of_demand import Told, told
from publications.facets import OPEN_STATES
from publications.models import Document, Edition
from publications.schemas import DemandDocument, ReferenceDocument, ThemeRef
from publications.schemas.base import Part
from publications.schemas.demand import DemandState
from publications.schemas.digest import DigestEntry, DigestTotals, StateCount, Still, StillDemand, Verdicts
from reference.tree import Tree

# Entries of one digest: those with most to say. The totals count all.
MOST_ENTRIES = 100
MOST_STILL = 40
BATCH = 500
STATES: tuple[DemandState, ...] = DemandState.__args__  # type: ignore[attr-defined]


class Composed(Part):
    """What is kept with the draft (:attr:`proposals.models.Digest.composed`)."""

    totals: DigestTotals
    entries: list[DigestEntry] = []
    still: Still = Still()
    themes: list[str] = []
    """Keys of the themes at the top, in the order of the published list."""
    head: int = 0
    """Sequence number of the newest edition when it was composed."""

    def is_outdated(self) -> bool:
        """A demand has a newer edition. One query by index."""
        newer = Edition.objects.filter(sequence__gt=self.head, document__kind=DemandDocument.kind)
        return newer.exists()

    def in_order(
        self, place: Callable[[DigestEntry], int] = lambda _entry: 0, entries: Iterable[DigestEntry] | None = None
    ) -> list[DigestEntry]:
        """``entries``, or all, theme by theme, those without a theme last; within a theme by ``place``, then by number."""
        themes = {key: number for number, key in enumerate(self.themes)}

        def key(entry: DigestEntry) -> tuple[int, str, int, int]:
            theme = entry.theme.key if entry.theme else ""
            return themes.get(theme, len(themes) + (not theme)), theme, place(entry), entry.number

        return sorted(self.entries if entries is None else entries, key=key)


def compose(quarter: Quarter) -> Composed:
    """As the public reads it now. One document after the other is read: of each demand that was open in the quarter, or changed since."""
    head = Edition.objects.aggregate(newest=Max("sequence"))["newest"] or 0
    top, counted = _top_themes(), _Counted()
    for document in _read(quarter):
        counted.add(_told(document, quarter, top))
    entries = sorted(counted.entries, key=lambda entry: (-_weight(entry), entry.number))[:MOST_ENTRIES]
    return Composed(totals=counted.totals(), entries=entries, still=counted.still(), themes=list(top.order), head=head)


def _weight(entry: DigestEntry) -> int:
    """How much there is to say, where not everything has a place."""
    told = len(entry.steps) + len(entry.late) + entry.verdicts.total + bool(entry.answered_on)
    return 2 * told + len(entry.commitments) + entry.raised.times + entry.raised.uncounted


@dataclass
class _Counted:
    """The totals while documents are read; only what is shown stays in memory."""

    entries: list[DigestEntry] = field(default_factory=list)
    quiet: list[StillDemand] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    oldest: list[dt.date] = field(default_factory=list)

    def add(self, row: Told | None) -> None:
        if row is None:
            return
        entry = row.entry
        self.numbers.update(
            open=row.was_open,
            moved=row.was_open and row.has_moved,
            raised=bool(row.is_new or entry.raised.times or entry.raised.uncounted),
            new=row.is_new,
            answers_due=row.answer_was_due,
            answered_in_time=row.answer_was_due and row.answered_in_time,
            open_at_end=row.is_open_at_end,
            late_at_end=row.is_open_at_end and bool(entry.late),
            commitments_due=row.due,
            commitments_kept=row.kept,
        )
        self.reached.update(row.reached)
        self.verdicts.update(entry.verdicts.model_dump())
        if row.has_news:
            self.entries.append(entry)
        elif row.was_open:
            self._is_quiet(entry)

    def _is_quiet(self, entry: DigestEntry) -> None:
        self.oldest.append(entry.registered_on)
        same = ("demand_key", "number", "edition", "demonstration", "title", "state")
        self.quiet.append(StillDemand(**{name: getattr(entry, name) for name in same}))

    def totals(self) -> DigestTotals:
        names = set(DigestTotals.model_fields) - {"reached", "verdicts"}
        reached = [StateCount(state=state, demands=self.reached[state]) for state in STATES if self.reached[state]]
        numbers = {name: self.numbers[name] for name in names}
        return DigestTotals(**numbers, reached=reached, verdicts=Verdicts(**self.verdicts))

    def still(self) -> Still:
        rows = sorted(self.quiet, key=lambda row: row.number)[:MOST_STILL]
        return Still(count=len(self.quiet), oldest_on=min(self.oldest, default=None), demands=rows)


def _told(document: Document, quarter: Quarter, top: _Top) -> Told | None:
    edition = document.live
    assert edition  # noqa: S101  # nosec B101  # for mypy: only documents with a live edition are read
    body = cast(DemandDocument, edition.body)
    return told(body, edition.number, quarter, top.of(body.themes))


def _read(quarter: Quarter) -> Iterator[Document]:
    """Merged demands are not listed: what was asked there is counted once, with the demand that is left."""
    begins = dt.datetime.combine(quarter.starts_on, dt.time(), ZONE)
    answer_was_due = quarter.starts_on - DAY * settings.SITE["promises"]["first_answer_days"]
    found = Q(live__published_at__gte=begins) | Q(state__in=OPEN_STATES) | Q(listed_on__gte=answer_was_due)
    rows = Document.objects.filter(found, kind=DemandDocument.kind, is_listed=True, live__isnull=False)
    return rows.filter(listed_on__lte=quarter.ends_on).select_related("live").order_by("pk").iterator(chunk_size=BATCH)


@dataclass(frozen=True)
class _Top:
    """The published themes at the top of the list, in its order."""

    order: dict[str, ThemeRef]
    above: dict[str, str]

    def of(self, themes: Iterable[ThemeRef]) -> ThemeRef | None:
        """Of the first theme of a demand; a theme that is in no list stands for itself."""
        first = next(iter(themes), None)
        if first is None:
            return None
        return self.order.get(self.above.get(first.key, first.key), first)


def _top_themes() -> _Top:
    """One query."""
    row = Document.objects.filter(kind=ReferenceDocument.kind, key="theme").select_related("live").first()
    body = row.live.body if row and row.live else None
    entries = body.entries if isinstance(body, ReferenceDocument) else []
    tree = Tree.of(entries, key=lambda entry: entry.key, parent=lambda entry: entry.parent or None)
    tops = tree.under(None)
    above = {part: top.key for top in tops for part in tree.with_parts(top.key)}
    return _Top({top.key: ThemeRef(key=top.key, name=top.name) for top in tops}, above)
