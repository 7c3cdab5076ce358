"""What can be followed, and under which subjects a published document belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.text.texts import Texts
from followers.models import Kind
from publications.models import Document
from publications.schemas import (
    ConcernDocument,
    DemandDocument,
    DigestDocument,
    MeetingDocument,
    ReferenceDocument,
    ReferenceEntry,
    ReportDocument,
)
from reference.tree import Tree

# Which documents followers are told of.
TOLD = (DemandDocument.kind, ReportDocument.kind, MeetingDocument.kind, DigestDocument.kind, ConcernDocument.kind)


class Subject(NamedTuple):
    """``key`` is empty for everything."""

    kind: str
    key: str = ""


EVERYTHING = Subject(Kind.EVERYTHING)


@dataclass(frozen=True)
class Lists:
    """The published lists of themes, areas and units."""

    trees: dict[str, Tree[ReferenceEntry]]

    @classmethod
    def read(cls) -> Lists:
        """One query. Retired entries, too: somebody may follow them."""
        rows = Document.objects.filter(kind=ReferenceDocument.kind, key__in=[Kind.THEME, Kind.AREA, Kind.UNIT])
        bodies = {row.key: row.live.body for row in rows.select_related("live") if row.live}
        return cls({kind: _tree(bodies.get(kind)) for kind in (Kind.THEME, Kind.AREA, Kind.UNIT)})

    def above(self, kind: str, key: str) -> Iterable[str]:
        """``key`` and the keys of what it is a part of."""
        found: list[str] = []
        while key and key not in found:
            found.append(key)
            entry = self.trees[kind].by_key.get(key)
            key = entry.parent if entry else ""
        return found

    def name(self, kind: str, key: str) -> Texts | None:
        entry = self.trees[kind].by_key.get(key)
        return entry.name if entry else None

    def unit_named(self, name: Texts) -> str:
        """The key of the unit with this published name; empty where there is none."""
        entries = self.trees[Kind.UNIT].by_key.items()
        return next((key for key, entry in entries if name and entry.name == name), "")


def name_of(subject: Subject) -> Texts | None:
    """The published name; ``None`` for what is not public now."""
    if subject.kind in (Kind.THEME, Kind.AREA, Kind.UNIT):
        return Lists.read().name(subject.kind, subject.key)
    if subject.kind == Kind.DEMAND:
        row = _public_demands([subject.key]).first()
        return row.live.body.title if row and row.live else None
    return None


def names_of(subjects: Iterable[Subject]) -> dict[Subject, Texts]:
    """The published names of those that are public now. Two queries."""
    asked, lists = list(subjects), Lists.read()
    rows = _public_demands([subject.key for subject in asked if subject.kind == Kind.DEMAND])
    titles = {row.key: row.live.body.title for row in rows if row.live}
    found = {
        subject: titles.get(subject.key) if subject.kind == Kind.DEMAND else lists.name(subject.kind, subject.key)
        for subject in asked
        if subject != EVERYTHING
    }
    return {subject: name for subject, name in found.items() if name}


def subjects_of(body: Any, lists: Lists) -> set[Subject]:
    """All subjects under which ``body`` is told: its themes and areas, and those that they are parts of.

    A demand of a whole town concerns each of its parts, so it is told under each of them, too. A digest is told under the themes,
    areas and units of the demands that it tells of.
    """
    found = {EVERYTHING, *(Subject(Kind.DEMAND, key) for key in _demand_keys(body))}
    for each in _demands_of(body) if body.kind == DigestDocument.kind else [body]:
        found |= _places(each, lists)
    return found


def _demands_of(digest: DigestDocument) -> list[Any]:
    """As they are public now. One query."""
    rows = _public_demands([entry.demand_key for entry in digest.entries()])
    return [row.live.body for row in rows if row.live]


def _places(body: Any, lists: Lists) -> set[Subject]:
    """The themes, areas and units of a document that is no digest."""
    found: set[Subject] = set()
    for key in body.theme_keys():
        found |= {Subject(Kind.THEME, each) for each in lists.above(Kind.THEME, key)}
    for key in body.area_keys():
        around = [*lists.above(Kind.AREA, key), *lists.trees[Kind.AREA].with_parts(key)]
        found |= {Subject(Kind.AREA, each) for each in around}
    return found | {Subject(Kind.UNIT, each) for each in lists.above(Kind.UNIT, _unit_key(body, lists))}


def _unit_key(body: Any, lists: Lists) -> str:
    """Of the unit that held the meeting, or that owes the answer to the demand. What an association wrote has none."""
    if body.kind == ConcernDocument.kind:
        return ""
    if body.kind == MeetingDocument.kind:
        return str(body.facts.unit.key)
    if body.kind == ReportDocument.kind:
        return str(body.meeting.unit.key)
    return body.owner_key or lists.unit_named(body.owner)


def _demand_keys(body: Any) -> set[str]:
    """Its own key and those of demands that were merged into it; the demands on the agenda of a meeting, or those of which a digest has
    something to say. A report is told by the new editions of its demands, which are published with it; what an association wrote is told under
    its themes and areas."""
    if body.kind == MeetingDocument.kind:
        return set(body.demand_keys())
    if body.kind == DigestDocument.kind:
        return {entry.demand_key for entry in body.entries()}
    if body.kind in (ReportDocument.kind, ConcernDocument.kind):
        return set()
    return {body.key, *_parts(body)}


def _parts(body: Any) -> set[str]:
    """Keys of the demands that were merged into it, also into one of these. One query for each merge of a merge, none without a merge."""
    found: set[str] = set()
    new = _absorbed(body)
    while new:
        found |= new
        rows = Document.objects.filter(kind=DemandDocument.kind, key__in=new, live__is_tombstone=False)
        bodies = [row.live.body for row in rows.select_related("live") if row.live]
        new = {key for each in bodies for key in _absorbed(each)} - found
    return found


def _absorbed(body: Any) -> set[str]:
    return {str(each.number) for each in body.relations if each.relation == "absorbed" and each.until is None}


def _public_demands(keys: list[str]) -> Any:
    return Document.objects.filter(kind=DemandDocument.kind, key__in=keys, is_listed=True).select_related("live")


def _tree(body: Any) -> Tree[ReferenceEntry]:
    entries = body.entries if isinstance(body, ReferenceDocument) else []
    return Tree.of(entries, key=lambda entry: entry.key, parent=lambda entry: entry.parent or None)
