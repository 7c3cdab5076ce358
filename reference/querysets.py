from __future__ import annotations

from collections.abc import Collection
from operator import itemgetter
from typing import Any, Self

from django.db import models

from core.text.texts import Texts
from reference.tree import Tree


class ReferenceQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Entries offered in forms."""
        return self.filter(is_retired=False)

    def without_contact(self) -> Self:
        """Bodies and units in use that nobody can reach: no number, no address on the web, no postal address."""
        return self.in_use().filter(models.Q(address={}) | models.Q(address=Texts().model_dump()), number="", url="")

    def chosen(self, keys: Collection[str]) -> list[Any]:
        """The entries with these keys, filtered in Python: themes and areas of a confidential text must not be in an SQL statement."""
        return [entry for entry in self if entry.key in keys] if keys else []

    def below(self, key: int) -> set[int]:
        """Primary keys of the entry itself and of all that stand under it. One query."""
        pairs = self.order_by("pk").values_list("pk", "parent_id")
        return set(Tree.of(pairs, key=itemgetter(0), parent=itemgetter(1)).with_parts(key))
