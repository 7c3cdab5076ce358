"""Published lists of themes, areas and units: small trees, each read in one query."""

from __future__ import annotations

from dataclasses import dataclass

from publications import reader
from publications.schemas import ReferenceDocument, ReferenceEntry


@dataclass(frozen=True)
class Vocabulary:
    by_key: dict[str, ReferenceEntry]
    parts: dict[str, list[ReferenceEntry]]
    """Entries by the key of the entry they stand under; ``""`` for those that stand under none."""

    @classmethod
    def of(cls, kind: str, *, with_retired: bool = False) -> Vocabulary:
        """The live edition of the list; empty if it was never published. One query."""
        document = published(kind)
        entries = document.entries if with_retired else document.in_use()
        parts: dict[str, list[ReferenceEntry]] = {}
        for entry in entries:
            parts.setdefault(entry.parent, []).append(entry)
        return cls({entry.key: entry for entry in entries}, parts)

    def under(self, entry: ReferenceEntry | None) -> list[ReferenceEntry]:
        return self.parts.get(entry.key if entry else "", [])

    def with_parts(self, key: str) -> list[str]:
        """``key`` and its descendants: a filter by theme includes its subthemes."""
        entry = self.by_key[key]
        return [key, *(found for part in self.under(entry) for found in self.with_parts(part.key))]

    def options(self) -> list[tuple[str, str]]:
        """Options for a ``<select>``: each entry after its parent, indented."""
        return self._options(None, 0)

    def _options(self, parent: ReferenceEntry | None, depth: int) -> list[tuple[str, str]]:
        found = []
        for entry in self.under(parent):
            found.append((entry.key, "\N{NO-BREAK SPACE}" * 3 * depth + str(entry.name)))
            found += self._options(entry, depth + 1)
        return found


def published(kind: str) -> ReferenceDocument:
    try:
        body = reader.live(ReferenceDocument.kind, kind).body
    except reader.NotPublished:
        body = None
    return body if isinstance(body, ReferenceDocument) else ReferenceDocument.model_construct(entries=[])


def themes() -> Vocabulary:
    return Vocabulary.of("theme")


def areas() -> Vocabulary:
    return Vocabulary.of("area")


def units() -> Vocabulary:
    """Including retired units: calendars may be subscribed to their feeds."""
    return Vocabulary.of("unit", with_retired=True)
