"""Search terms to find demands that are similar to a text."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value

from core.text.arabic import analyse, unsuffixed, words
from core.text.texts import Texts
from publications.querysets import term
from publications.store import indexed

MOST_WORDS = 8
SHORTEST = 2
ARTICLE = "ال"


def terms(title: Texts, details: Texts) -> SearchVector:
    """The search vector of a demand's wording in all languages."""
    return SearchVector(Value(indexed([title, details])), config="simple")


class Wanted(NamedTuple):
    """One query for each word, and a prefix query for the last word, which may not be finished."""

    words: list[SearchQuery]
    beginning: SearchQuery | None


def wanted(written: str) -> Wanted:
    tokens = analyse(written)
    if not tokens:
        return Wanted([], None)
    last = unsuffixed(words(written)[-1])
    found = [term(token) for token in dict.fromkeys(tokens[-MOST_WORDS:-1]) if len(token) >= SHORTEST]
    if len(last) < SHORTEST or _is_article(last):
        return Wanted(found, None)
    return Wanted([*found, term(tokens[-1])], term(last, "*"))


def _is_article(last: str) -> bool:
    """Only the article and at most one letter, which is too short for a prefix query."""
    return last.startswith(ARTICLE) and len(last) <= len(ARTICLE) + 1
