"""Themes, areas and units as a tree of a few levels: which entry stands under which. The same for rows and for published entries."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Node = TypeVar("Node")
INDENT = "\N{NO-BREAK SPACE}" * 3


@dataclass(frozen=True)
class Tree(Generic[Node]):
    """``parts``: entries by the key of the entry they stand under, in the order given. Under ``None``: those at the top, also an entry
    whose parent is not in the list, because it was retired."""

    by_key: dict[Any, Node]
    parts: dict[Any, list[Node]]
    key_of: Callable[[Node], Hashable]

    @classmethod
    def of(
        cls, entries: Iterable[Node], *, key: Callable[[Node], Hashable], parent: Callable[[Node], Hashable | None]
    ) -> Tree[Node]:
        by_key = {key(entry): entry for entry in entries}
        parts: dict[Any, list[Node]] = {}
        for entry in by_key.values():
            above = parent(entry)
            parts.setdefault(above if above in by_key else None, []).append(entry)
        return cls(by_key, parts, key)

    def under(self, entry: Node | None) -> list[Node]:
        """The parts of ``entry``; for ``None`` what stands at the top."""
        return self.parts.get(None if entry is None else self.key_of(entry), [])

    def with_parts(self, key: Any) -> list[Any]:
        """``key`` and the keys of all that stands under it. Ends also where two entries stand under each other."""
        found, waiting = [], [key]
        while waiting:
            found.append(waiting.pop())
            below = [self.key_of(part) for part in self.parts.get(found[-1], [])]
            waiting += [each for each in reversed(below) if each not in found]
        return found

    def above(self, key: Any) -> list[Any]:
        """The keys of all that ``key`` stands under, the nearest first."""
        over = {self.key_of(part): each for each, parts in self.parts.items() if each is not None for part in parts}
        found: list[Any] = []
        while (key := over.get(key)) is not None and key not in found:
            found.append(key)
        return found

    def walk(self, entry: Node | None = None, depth: int = 0) -> Iterator[tuple[Node, int]]:
        """Each entry after the one it stands under, with how deep it stands."""
        for part in self.under(entry):
            yield part, depth
            yield from self.walk(part, depth + 1)

    def groups(self) -> list[tuple[Node, list[Node]]]:
        """For choices in two levels: each entry that has parts or stands at the top, with those of its parts that have none themselves."""
        top = self.under(None)
        heads = [entry for entry in self.by_key.values() if self.under(entry) or entry in top]
        return [(head, [part for part in self.under(head) if not self.under(part)]) for head in heads]


def tree_of(rows: Iterable[Any]) -> Tree[Any]:
    """Of rows of a model that has a ``parent``."""
    return Tree.of(rows, key=lambda row: row.pk, parent=lambda row: row.parent_id)
