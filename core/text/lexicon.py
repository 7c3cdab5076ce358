"""Concepts that several languages name: which words of a text name which concept.

A concept has a key, a role (``area``, ``ask``, ``thing``…) and the forms that name it. Forms are single words or phrases of up to
:data:`LONGEST` words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from core.text.arabic import words
from core.text.stems import bases, is_arabic, skeleton

LONGEST: Final = 4
_SHORTEST_SKELETON: Final = 3
_ARTICLE: Final = "ال"
# The article, with a preposition before it, and what stands before a verb in the present tense.
_LATIN_PROCLITIC: Final = re.compile("^(?:[fbd]?l|el|al|ka[ynt]|gha[ynt]?)")
FUNCTION: Final = "function"
QUESTION: Final = "question"


class Concept(NamedTuple):
    key: str
    role: str
    forms: tuple[str, ...]


class Named(NamedTuple):
    """The words ``start`` to ``end`` (exclusive) of a text name the concept ``key``."""

    start: int
    end: int
    key: str
    role: str


@dataclass
class Lexicon:
    """``by_form``: sequences of bases; ``beginnings``: how they begin; ``by_skeleton``: the same in Arabic letters by skeletons, for Darija in Latin letters."""

    by_form: dict[tuple[str, ...], list[Concept]] = field(default_factory=dict)
    by_skeleton: dict[tuple[str, ...], list[Concept]] = field(default_factory=dict)
    function_words: set[str] = field(default_factory=set)
    beginnings: set[tuple[str, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Lexicon:
        lexicon = cls()
        for concept in concepts:
            for form in concept.forms:
                lexicon._add(concept, words(form))
        return lexicon

    def _add(self, concept: Concept, form: list[str]) -> None:
        if not form or len(form) > LONGEST:
            return
        if concept.role == FUNCTION:
            if len(form) == 1:
                self.function_words.add(form[0])
            return
        key = tuple(_base(word) for word in form)
        _append(self.by_form, key, concept)
        self.beginnings.update(key[:length] for length in range(1, len(key) + 1))
        bones = tuple(skeleton(word) for word in key)
        if all(map(is_arabic, form)) and len("".join(bones)) >= _SHORTEST_SKELETON + len(form) - 1:
            _append(self.by_skeleton, bones, concept)

    def named_in(self, text: Sequence[str], *, is_latin_darija: bool = False) -> list[Named]:
        """The concepts that the words of ``text`` name, longest phrases first; a word belongs to one phrase."""
        found: list[Named] = []
        taken = [False] * len(text)
        for length in range(min(LONGEST, len(text)), 0, -1):
            for start in range(len(text) - length + 1):
                if any(taken[start : start + length]):
                    continue
                concepts = self._concepts(text[start : start + length], is_latin_darija)
                if concepts:
                    taken[start : start + length] = [True] * length
                    found += (Named(start, start + length, each.key, each.role) for each in concepts)
        return sorted(found)

    def _concepts(self, phrase: Sequence[str], is_latin_darija: bool) -> Sequence[Concept]:
        found = self._of_word(phrase[0]) if len(phrase) == 1 else self._of_phrase(phrase)
        if found or not is_latin_darija or any(map(is_arabic, phrase)):
            return found
        written = tuple(skeleton(word) for word in phrase)
        stripped = tuple(skeleton(_LATIN_PROCLITIC.sub("", word)) for word in phrase)
        return self.by_skeleton.get(written) or self.by_skeleton.get(stripped) or ()

    def _of_word(self, word: str) -> Sequence[Concept]:
        if word in self.function_words:
            return [each for each in self.by_form.get((word,), ()) if each.role == QUESTION]
        for base in bases(word):
            if concepts := self.by_form.get((base,)):
                return concepts
        return ()

    def _of_phrase(self, phrase: Sequence[str]) -> Sequence[Concept]:
        keys: list[tuple[str, ...]] = [()]
        for word in phrase:
            keys = [(*key, base) for key in keys for base in bases(word) if (*key, base) in self.beginnings]
            if not keys:
                return ()
        return next((self.by_form[key] for key in keys if key in self.by_form), ())


def _base(word: str) -> str:
    """The form under which a lexicon keeps a word: without the article; French without its endings."""
    if not is_arabic(word):
        return bases(word)[-1]
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2 else word


def _append(table: dict, key: object, concept: Concept) -> None:
    concepts = table.setdefault(key, [])
    if concept not in concepts:
        concepts.append(concept)
