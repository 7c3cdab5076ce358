"""What a short text in Arabic, Darija or French is made of: words with their place, the concepts that they name, what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from core.text.arabic import words
from core.text.lexicon import QUESTION, Lexicon, Named
from core.text.stems import is_arabic, stem

# Longer texts are compared by their beginning, so that no text costs more than a few milliseconds.
LONGEST_TEXT: Final = 4_000
MOST_WORDS: Final = 250
LONGEST_WORD: Final = 40
# A long quotation is the name of a series, a slogan or a law: it says less of the matter than the words around it.
LONG_QUOTATION: Final = 5
QUOTED: Final = 0.2

# Letters and digits with what is written on them; vowel signs are no letters in Python's regular expressions.
_WORD: Final = re.compile(
    "(?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])+"
)
_QUOTATION_MARK: Final = re.compile("[“”«»]")
_OPENING: Final = "“«"
_QUESTION_MARK: Final = re.compile(r"[?؟]")
LONGEST_QUESTION: Final = 15
FILLER: Final = "filler"
# Kinds of question that say nothing beside another kind: "what are the symptoms" asks for symptoms.
_WHAT: Final = frozenset({"question_what", "question_define"})
# Roles that show that a text is about what the portal is for.
OF_THE_DOMAIN: Final = frozenset({"area", "ask", "thing", "offence", "person", "place", "time", "body"})

_DARIJA_DIGIT: Final = re.compile("[a-z][379]|[379][a-z]")
DARIJA_WORDS: Final = frozenset(
    [
        "dyal",
        "dial",
        "f",
        "fi",
        "li",
        "lli",
        "bach",
        "bash",
        "had",
        "hadi",
        "hadchi",
        "chi",
        "kayn",
        "kayna",
        "bghina",
        "bghit",
        "khass",
        "khassna",
        "khasshom",
        "khasna",
        "hna",
        "homa",
        "wach",
        "dar",
        "wlad",
        "rah",
        "ma",
        "machi",
        "bezaf",
        "bzaf",
        "ghi",
        "ghir",
        "mn",
        "men",
        "ta",
        "3la",
        "3lih",
        "ila",
        "walo",
        "walou",
    ]
)
_DARIJA_SHARE: Final = 0.15


class Token(NamedTuple):
    """``start`` and ``end`` are places in the text as it was written."""

    word: str
    stem: str
    start: int
    end: int
    is_content: bool
    weight: float


@dataclass(frozen=True)
class Analysis:
    tokens: tuple[Token, ...]
    concepts: tuple[Named, ...]
    questions: frozenset[str]

    @property
    def content(self) -> list[Token]:
        return [token for token in self.tokens if token.is_content]

    @property
    def coverage(self) -> float:
        """The share of the content words that name a concept of the domain; words that only ask ("we demand") are left out."""
        named, fillers = self._places(OF_THE_DOMAIN), self._places(frozenset({FILLER}))
        counted = [
            place for place, token in enumerate(self.tokens) if token.is_content and place not in fillers - named
        ]
        return len(named.intersection(counted)) / len(counted) if counted else 0.0

    def _places(self, roles: frozenset[str]) -> set[int]:
        return {place for each in self.concepts if each.role in roles for place in range(each.start, each.end)}


def analyse(text: str, lexicon: Lexicon) -> Analysis:
    found = list(_written(text[:LONGEST_TEXT]))[:MOST_WORDS]
    written = [word for word, *_place in found]
    in_darija = is_latin_darija(written)
    named = lexicon.named_in(written, is_latin_darija=in_darija)
    function_words = lexicon.function_words | DARIJA_WORDS if in_darija else lexicon.function_words
    questions, scaffold = _question(text, written, named)
    tokens = (
        Token(word, stem(word), start, end, place not in scaffold and word not in function_words, weight)
        for place, (word, start, end, weight) in enumerate(found)
    )
    return Analysis(tuple(tokens), tuple(each for each in named if each.role != QUESTION), questions)


def is_latin_darija(written: Sequence[str]) -> bool:
    """Whether the words in Latin letters are Moroccan Arabic: by its commonest words, digits for letters, and the present tense in ka-."""
    latin = [word for word in written if not is_arabic(word) and not word.isdigit()]
    signs = sum(
        word in DARIJA_WORDS or bool(_DARIJA_DIGIT.search(word)) or word.startswith(("kay", "kat")) for word in latin
    )
    return bool(latin) and signs >= _DARIJA_SHARE * len(latin)


def _written(text: str) -> Iterator[tuple[str, int, int, float]]:
    quoted = list(_long_quotations(text))
    for match in _WORD.finditer(text):
        weight = QUOTED if any(start <= match.start() < end for start, end in quoted) else 1.0
        for word in _normal(match.group()[:LONGEST_WORD]):
            yield word, match.start(), match.end(), weight


@lru_cache(maxsize=20_000)
def _normal(written: str) -> tuple[str, ...]:
    return tuple(words(written))


def _long_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Places of quotations of :data:`LONG_QUOTATION` words or more; quotations inside a quotation belong to it."""
    depth = opened = 0
    for mark in _QUOTATION_MARK.finditer(text):
        if mark.group() in _OPENING:
            opened = opened if depth else mark.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and len(_WORD.findall(text[opened : mark.start()])) >= LONG_QUOTATION:
                yield opened, mark.start()


def _question(text: str, written: Sequence[str], named: Sequence[Named]) -> tuple[frozenset[str], set[int]]:
    """Which kinds of answer are asked for, and the places of the words that only say so; nothing where ``text`` asks nothing."""
    asked = [each for each in named if each.role == QUESTION]
    # "ما" alone at the beginning of a sentence in Darija is a negation.
    begins = any(each.start == 0 and (each.end > 1 or each.key not in _WHAT) for each in asked)
    if not asked or len(written) > LONGEST_QUESTION or not (begins or _QUESTION_MARK.search(text)):
        return frozenset(), set()
    kinds = {each.key for each in asked}
    scaffold = {place for each in asked for place in range(each.start, each.end)}
    return frozenset(kinds - _WHAT or {"question_define"}), scaffold if len(scaffold) < len(written) else set()
