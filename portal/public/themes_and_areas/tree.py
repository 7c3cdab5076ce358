"""Published lists of themes, areas and units: small trees, which a process keeps while their edition is the live one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from publications import reader
from publications.models import parsed
from publications.schemas import ReferenceDocument, ReferenceEntry
from reference.tree import INDENT, Tree

Vocabulary = Tree[ReferenceEntry]


@dataclass(frozen=True)
class PublishedList:
    """``sha256``: the hash of the edition, ``""`` for a list that was never published. Requests share it and must not change it."""

    sha256: str
    document: ReferenceDocument

    @cached_property
    def in_use(self) -> Vocabulary:
        return _tree(self.document.in_use())

    @cached_property
    def with_retired(self) -> Vocabulary:
        return _tree(self.document.entries)


NEVER_PUBLISHED = PublishedList("", ReferenceDocument.model_construct(entries=[]))
# By kind, the edition that this process read last.
_KNOWN: dict[str, PublishedList] = {}


def published_lists(*kinds: str) -> list[PublishedList]:
    """The live edition of each list. One query, which reads only the texts that this process does not know."""
    known = {kind: _KNOWN[kind] for kind in kinds if kind in _KNOWN}
    rows = reader.live_texts(ReferenceDocument.kind, kinds, known=[each.sha256 for each in known.values()])
    found = {kind: _read(*row) if row[1] else known[kind] for kind, row in rows.items()}
    _KNOWN.update(found)
    return [found.get(kind, NEVER_PUBLISHED) for kind in kinds]


def published(kind: str) -> ReferenceDocument:
    """One query."""
    return published_lists(kind)[0].document


def options(known: Vocabulary) -> list[tuple[str, str]]:
    """For a ``<select>``: each entry after the one it stands under, which an indent shows."""
    return [(entry.key, INDENT * depth + str(entry.name)) for entry, depth in known.walk()]


def themes() -> Vocabulary:
    """One query, as in the functions below."""
    return published_lists("theme")[0].in_use


def areas() -> Vocabulary:
    return published_lists("area")[0].in_use


def units() -> Vocabulary:
    """Retired ones, too: somebody's calendar may follow them."""
    return published_lists("unit")[0].with_retired


def _read(sha256: str, canonical: str) -> PublishedList:
    body: Any = parsed(canonical)
    return PublishedList(sha256, body)


def _tree(entries: list[ReferenceEntry]) -> Vocabulary:
    return Tree.of(entries, key=lambda entry: entry.key, parent=lambda entry: entry.parent or None)
