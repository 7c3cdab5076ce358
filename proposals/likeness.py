"""Which words of a demand are looked for when somebody writes another one."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value

from core.arabic import analyse, unsuffixed, words
from core.texts import Texts
from publications.querysets import term
from publications.store import indexed

MOST_WORDS = 8
SHORTEST = 2


def terms(title: Texts, details: Texts) -> SearchVector:
    """What the database keeps of a demand's wording, in every language."""
    return SearchVector(Value(indexed([title, details])), config="simple")


def wanted(written: str) -> list[SearchQuery]:
    """One query for each word; the last may not be finished."""
    tokens = analyse(written)
    if not tokens:
        return []
    last = unsuffixed(words(written)[-1])
    found = [term(token) for token in dict.fromkeys(tokens[-MOST_WORDS:-1]) if len(token) >= SHORTEST]
    return [*found, term(last, "*") | term(tokens[-1])] if len(last) >= SHORTEST else found
