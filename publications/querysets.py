from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models

from core.text.arabic import analyse, unsuffixed, words

if TYPE_CHECKING:
    from publications.models import Document  # noqa: F401

LONGEST_QUERY = 12


class DocumentQuerySet(models.QuerySet["Document"]):
    def listed(self, kind: str) -> Self:
        return self.filter(kind=kind, is_listed=True).order_by("-listed_on", "-id")

    def about_theme(self, *keys: str) -> Self:
        """Documents under any of these themes."""
        return self.filter(themes__overlap=list(keys))

    def about_area(self, *keys: str) -> Self:
        return self.filter(areas__overlap=list(keys))

    def showing_demand(self, *keys: str) -> Self:
        """Documents that show the words of any of these demands, such as a meeting with one on its agenda."""
        return self.filter(shown_demands__overlap=list(keys))

    def under(self, *facets: str) -> Self:
        """Documents that have all of these facets (:mod:`publications.facets`)."""
        return self.filter(facets__contains=list(facets)) if facets else self

    def under_any(self, *facets: str) -> Self:
        return self.filter(facets__overlap=list(facets))

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def matching(self, query: str) -> Self:
        """Documents that contain every word of ``query``, after Arabic analysis; the last word may be a prefix."""
        wanted = every_word(query)
        return self.filter(words=wanted) if wanted else self.none()


def every_word(query: str) -> SearchQuery | None:
    """For index terms that hold every word of ``query``, after Arabic analysis; the last word may be a prefix. ``None`` without a word."""
    tokens = analyse(query)[:LONGEST_QUERY]
    if not tokens:
        return None
    # The index has stems and whole words: the prefix is matched with whole words, since stemming may cut its end.
    wanted = term(tokens[-1], "*") | term(unsuffixed(words(query)[len(tokens) - 1]), "*")
    for token in tokens[:-1]:
        wanted &= term(token)
    return wanted


def term(token: str, prefix: str = "") -> SearchQuery:
    """A query for one index term, or for all terms that begin with it if ``prefix`` is ``*``."""
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return SearchQuery(f"'{quoted}':{prefix}" if prefix else f"'{quoted}'", config="simple", search_type="raw")
