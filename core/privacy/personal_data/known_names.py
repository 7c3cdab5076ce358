"""Names that are no persons: from the lists of the portal (areas, units, institutions) and of history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from core.privacy.personal_data import name_lists
from core.privacy.personal_data.reading import Word


@dataclass(frozen=True)
class KnownNames:
    """``by_first``: the phrases that begin with a word, longest first."""

    by_first: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

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
        return cls({first: tuple(sorted(found, key=len, reverse=True)) for first, found in grouped.items()})

    def length_at(self, words: Sequence[Word], at: int) -> int:
        """How many words from ``at`` on are a known name; the first may have a conjunction or preposition written to it."""
        for base in words[at].shape.bases:
            for phrase in self.by_first.get(base, ()):
                following = words[at + 1 : at + len(phrase)]
                if len(following) == len(phrase) - 1 and all(
                    word.touches and word.text == part for word, part in zip(following, phrase[1:], strict=True)
                ):
                    return len(phrase)
        return 0


NO_NAMES = KnownNames()


@cache
def of_history() -> KnownNames:
    return KnownNames._of_phrases(name_lists.historical())
