"""Themes, areas and units as the public meets them: published lists, each a tree of a few levels, read at once because it is small."""

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
        """The live edition of the list; nothing where it was never published. One query."""
        document = published(kind)
        entries = document.entries if with_retired else document.in_use()
        parts: dict[str, list[ReferenceEntry]] = {}
        for entry in entries:
            parts.setdefault(entry.parent, []).append(entry)
        return cls({entry.key: entry for entry in entries}, parts)

    def under(self, entry: ReferenceEntry | None) -> list[ReferenceEntry]:
        return self.parts.get(entry.key if entry else "", [])

    def with_parts(self, key: str) -> list[str]:
        """``key`` and all that stands under it: asking for a theme finds its subthemes."""
        entry = self.by_key[key]
        return [key, *(found for part in self.under(entry) for found in self.with_parts(part.key))]

    def options(self) -> list[tuple[str, str]]:
        """For a ``<select>``: each entry after the one it stands under, which an indent shows."""
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
    """Retired ones, too: somebody's calendar may follow them."""
    return Vocabulary.of("unit", with_retired=True)
