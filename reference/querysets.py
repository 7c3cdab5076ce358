from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models


class ReferenceQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Entries offered in forms."""
        return self.filter(is_retired=False)

    def chosen(self, keys: Collection[str]) -> list[Any]:
        """The entries with these keys, filtered in Python: themes and areas of a confidential text must not be in an SQL statement."""
        return [entry for entry in self if entry.key in keys] if keys else []

    def below(self, key: int) -> set[int]:
        """Primary keys of the entry and all its descendants. One query; terminates even if there is a cycle."""
        parts: dict[int | None, list[int]] = {}
        for entry, parent in self.order_by("pk").values_list("pk", "parent_id"):
            parts.setdefault(parent, []).append(entry)
        found, waiting = {key}, [key]
        while waiting:
            new = [each for each in parts.get(waiting.pop(), ()) if each not in found]
            found.update(new)
            waiting += new
        return found
