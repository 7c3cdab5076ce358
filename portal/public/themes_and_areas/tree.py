"""Published lists of themes, areas and units: small trees, each read in one query."""

from __future__ import annotations

from publications import reader
from publications.schemas import ReferenceDocument, ReferenceEntry
from reference.tree import INDENT, Tree

Vocabulary = Tree[ReferenceEntry]


def live(kind: str, *, with_retired: bool = False) -> Vocabulary:
    """The live edition of the list; nothing where it was never published. One query."""
    document = published(kind)
    entries = document.entries if with_retired else document.in_use()
    return Tree.of(entries, key=lambda entry: entry.key, parent=lambda entry: entry.parent or None)


def options(known: Vocabulary) -> list[tuple[str, str]]:
    """For a ``<select>``: each entry after the one it stands under, which an indent shows."""
    return [(entry.key, INDENT * depth + str(entry.name)) for entry, depth in known.walk()]


def published(kind: str) -> ReferenceDocument:
    try:
        body = reader.live(ReferenceDocument.kind, kind).body
    except reader.NotPublished:
        body = None
    return body if isinstance(body, ReferenceDocument) else ReferenceDocument.model_construct(entries=[])


def themes() -> Vocabulary:
    return live("theme")


def areas() -> Vocabulary:
    return live("area")


def units() -> Vocabulary:
    """Retired ones, too: somebody's calendar may follow them."""
    return live("unit", with_retired=True)
