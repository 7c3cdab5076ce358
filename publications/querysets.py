from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models

from core.arabic import analyse

if TYPE_CHECKING:
    from publications.models import Document  # noqa: F401

LONGEST_QUERY = 12
# PostgreSQL refuses words over 2,046 bytes; no language has one near that.
LONGEST_WORD = 80


class DocumentQuerySet(models.QuerySet["Document"]):
    def listed(self, kind: str) -> Self:
        return self.filter(kind=kind, is_listed=True).order_by("-listed_on", "-id")

    def about_theme(self, *keys: str) -> Self:
        """Documents under any of these themes."""
        return self.filter(themes__overlap=list(keys))

    def about_area(self, *keys: str) -> Self:
        return self.filter(areas__overlap=list(keys))

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def matching(self, query: str) -> Self:
        """Documents that hold every word of ``query``, after Arabic analysis; the last word may be unfinished."""
        tokens = [token[:LONGEST_WORD] for token in analyse(query)[:LONGEST_QUERY]]
        if not tokens:
            return self.none()
        wanted = SearchQuery(_quoted(tokens[-1]) + ":*", config="simple", search_type="raw")
        for token in tokens[:-1]:
            wanted &= SearchQuery(_quoted(token), config="simple", search_type="raw")
        return self.filter(words=wanted)


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
