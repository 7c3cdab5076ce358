"""Which words of a demand are looked for when somebody writes another one."""

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
    """What the database keeps of a demand's wording, in every language."""
    return SearchVector(Value(indexed([title, details])), config="simple")


class Wanted(NamedTuple):
    """One query for each word as it stands, and one for all words that begin like the last, which may not be finished."""

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
    """The article and at most one letter: nothing of the word itself is there that an index term could begin with."""
    return last.startswith(ARTICLE) and len(last) <= len(ARTICLE) + 1
