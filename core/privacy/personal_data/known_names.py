"""Names that are no persons: from the lists of the portal (areas, units, institutions) and of history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from core.privacy.personal_data import name_lists
from core.privacy.personal_data.reading import Word


@dataclass(frozen=True)
class KnownNames:
    """``by_first``: the phrases that begin with a word."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> KnownNames:
        """A known name of one word hides only this word: Hamria, Toulal."""
        return cls._of_phrases(name_lists.phrase_of(name) for name in names)

    @classmethod
    def _of_phrases(cls, phrases: Iterable[tuple[str, ...]]) -> KnownNames:
        grouped: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            if phrase:
                grouped.setdefault(phrase[0], set()).add(phrase)
        return cls({first: tuple(found) for first, found in grouped.items()})

    def length_at(self, words: Sequence[Word], at: int) -> int:
        """How many words from ``at`` on are a known name; the first may have a conjunction or preposition written to it."""
        phrases = (phrase for base in words[at].shape.bases for phrase in self.by_first.get(base, ()))
        return max((len(phrase) for phrase in phrases if _follows(words, at, phrase)), default=0)


def _follows(words: Sequence[Word], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the second and later words of ``phrase`` stand after the word at ``at``."""
    following = words[at + 1 : at + len(phrase)]
    return len(following) == len(phrase) - 1 and all(
        word.touches and word.text == part for word, part in zip(following, phrase[1:], strict=True)
    )


# Which functions tell the names of the portal; an app adds its own when it is loaded.
_sources: list[Callable[[], Iterable[str]]] = []


def add_source(source: Callable[[], Iterable[str]]) -> None:
    """``source`` gives names of places and bodies. It is called once, with the first text, and must not need a database."""
    _sources.append(source)
    of_portal.cache_clear()


@cache
def of_portal() -> KnownNames:
    return KnownNames.of(name for source in _sources for name in source())


@cache
def of_history() -> KnownNames:
    return KnownNames._of_phrases(name_lists.historical())
