from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models

from core.text.arabic import analyse, unsuffixed, words

if TYPE_CHECKING:
    from publications.models import Document  # noqa: F401

LONGEST_QUERY = 12
FEW = 1_000
"""Documents that are found by their words and then put in order; among more, a page of an ordered list is full soon."""


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
        """Documents that contain every word of ``query``, after Arabic analysis; the last word may be a prefix. One query at once
        (:func:`by_words`)."""
        wanted = every_word(query)
        if wanted is None:
            return self.none()
        return self.filter(by_words(self, wanted))


def by_words(rows: models.QuerySet[Any], wanted: SearchQuery) -> models.Q:
    """The condition ``words=wanted``; for the words of few ``rows``, the primary keys of these. One query.

    Without it PostgreSQL reads an ordered list until the page is full, which for a word that no row has is the whole list.
    """
    few = list(looked_up(rows, wanted))
    return models.Q(words=wanted) if len(few) > FEW else models.Q(pk__in=few)


def looked_up(rows: models.QuerySet[Any], wanted: SearchQuery) -> models.QuerySet[Any]:
    """At most one primary key more than :data:`FEW`, in no order, so that the index of the words is used."""
    return rows.filter(words=wanted).order_by().values_list("pk", flat=True)[: FEW + 1]


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
