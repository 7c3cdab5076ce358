"""Themes and areas as the public meets them: a tree of two levels, read at once because it is small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reference.models import Area, Entry, Theme


@dataclass(frozen=True)
class Vocabulary:
    by_key: dict[str, Any]
    parts: dict[int | None, list[Any]]
    """Entries by the id of the entry they stand under."""

    @classmethod
    def of(cls, model: type[Entry]) -> Vocabulary:
        entries = list(model.objects.for_the_public())
        parts: dict[int | None, list[Any]] = {}
        for entry in entries:
            parts.setdefault(entry.parent_id, []).append(entry)
        return cls({entry.key: entry for entry in entries}, parts)

    def under(self, entry: Any | None) -> list[Any]:
        return self.parts.get(entry.pk if entry else None, [])

    def with_parts(self, key: str) -> list[str]:
        """``key`` and all that stands under it: asking for a theme finds its subthemes."""
        entry = self.by_key[key]
        return [key, *(found for part in self.under(entry) for found in self.with_parts(part.key))]

    def options(self) -> list[tuple[str, str]]:
        """For a ``<select>``: each entry after the one it stands under, which an indent shows."""
        return self._options(None, 0)

    def _options(self, parent: Any | None, depth: int) -> list[tuple[str, str]]:
        found = []
        for entry in self.under(parent):
            found.append((entry.key, "\N{NO-BREAK SPACE}" * 3 * depth + str(entry.name)))
            found += self._options(entry, depth + 1)
        return found


def themes() -> Vocabulary:
    return Vocabulary.of(Theme)


def areas() -> Vocabulary:
    return Vocabulary.of(Area)
