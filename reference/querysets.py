from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models


class ReferenceQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Entries offered in forms."""
        return self.filter(is_retired=False)

    def chosen(self, keys: Collection[str]) -> list[Any]:
        """The entries with these keys, picked out in memory: which themes and areas a confidential text has, stands in no SQL statement."""
        return [entry for entry in self if entry.key in keys] if keys else []

    def below(self, key: int) -> set[int]:
        """Primary keys of the entry itself and of all that stand under it. One query; also ends where somebody made a circle."""
        parts: dict[int | None, list[int]] = {}
        for entry, parent in self.order_by("pk").values_list("pk", "parent_id"):
            parts.setdefault(parent, []).append(entry)
        found, waiting = {key}, [key]
        while waiting:
            new = [each for each in parts.get(waiting.pop(), ()) if each not in found]
            found.update(new)
            waiting += new
        return found
