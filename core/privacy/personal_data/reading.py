"""A text as the rules read it: one plain form of every letter and digit, and its words, with their places in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from core.text.arabic import normalise

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0621-\u06d3]")
_SENTENCE_END = re.compile(r"[.!?؟;؛\n]")
# Between two words of one name: a blank, one line break, a hyphen, an apostrophe, the dot of an initial.
_TOUCHES = re.compile(r"[ \n'-]|\. ?")
# Characters that look like another and that no Unicode normal form unites.
_LOOKALIKES = {
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    **dict.fromkeys("’‘ʼ`´ʹ′", "'"),
    **dict.fromkeys("│┃¦ǀ∣⏐", "|"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("\t\v\f", " "),
    "\r": "",
    "\u2028": "\n",
    "\u2029": "\n",
}
_PREFIXES = (
    "وبال",
    "وكال",
    "فبال",
    "ولل",
    "وال",
    "بال",
    "كال",
    "فال",
    "لل",
    "ال",
    "وب",
    "ول",
    "وف",
    "و",
    "ب",
    "ل",
    "ف",
    "ك",
)
_ARTICLES = ("ال", "وال", "بال", "لل", "ولل", "وبال", "فال", "كال")
_SHORTEST_BASE = 2
# Also as presentation forms.
_ALIF_MAQSURA = "\u0649\ufeef\ufef0"
_BLANKS = re.compile(r"[^\S\n]*\n\s+|[^\S\n]+\n|[^\S\n]{2,}")
_DIGITS = re.compile(r"\d+")
_AROUND = 90


class Shape(NamedTuple):
    """What all occurrences of a word share. ``bases``: the word itself and without conjunction, preposition and article."""

    is_arabic: bool
    is_definite: bool
    bases: frozenset[str]


class Word(NamedTuple):
    """``start`` and ``end`` are places in :attr:`Reading.plain`; ``gap`` is what stands between the previous word and this one.

    ``touches``: whether both can belong to one name.
    """

    start: int
    end: int
    text: str
    gap: str
    touches: bool
    shape: Shape
    is_capital: bool
    is_all_capitals: bool
    # "على" is not "علي": the plain form has one letter for both.
    ends_in_alif: bool

    def is_in(self, listed: frozenset[str]) -> bool:
        return not self.shape.bases.isdisjoint(listed)

    @property
    def is_arabic(self) -> bool:
        return self.shape.is_arabic


class Reading:
    """``plain``: the text with case, accents, vowel signs, tatweel, invisible characters and digits of other scripts unified."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = [_folded(character) for character in text]
        plain = "".join(folded)
        places: Sequence[int] = range(len(text))
        if len(plain) != len(text) or "" in folded:
            places = [place for place, each in enumerate(folded) for _ in each]
        self.plain, self._places = _with_single_blanks(plain, places)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The places in the original text of ``plain[start:end]``, with the signs that belong to its last letter."""
        first, last = self._places[start], self._places[end - 1] + 1
        while last < len(self.text) and unicodedata.category(self.text[last]) == "Mn":
            last += 1
        return first, last

    @cached_property
    def words(self) -> list[Word]:
        words: list[Word] = []
        plain, text, places, end = self.plain, self.text, self._places, 0
        for match in _WORD.finditer(plain):
            start, stop = match.span()
            word, gap = match[0], plain[end:start]
            shape = _shape(word)
            touches = end > 0 and (gap == " " or _touches(words[-1], gap))
            is_capital = is_all = is_alif = False
            if shape.is_arabic:
                is_alif = word[-1] == "ي" and text[places[stop - 1]] in _ALIF_MAQSURA
            elif text[places[start]].isupper():
                is_capital = True
                is_all = stop - start > 1 and text[places[start] : places[stop - 1] + 1].isupper()
            words.append(Word(start, stop, word, gap, touches, shape, is_capital, is_all, is_alif))
            end = stop
        return words

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First word and the word after the last of each sentence."""
        found, first = [], 0
        for at, word in enumerate(self.words):
            if at > first and _SENTENCE_END.search(word.gap) and not _is_abbreviation(self.words[at - 1], word.gap):
                found.append((first, at))
                first = at
        return [*found, (first, len(self.words))]

    @cached_property
    def numeric_parts(self) -> list[tuple[int, int]]:
        return self.parts_around(_DIGITS)

    def numeric(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern that holds digits and reaches at most :data:`_AROUND` characters from them."""
        for start, end in self.numeric_parts:
            yield from pattern.finditer(self.plain, start, end)

    def parts_around(self, hint: re.Pattern[str]) -> list[tuple[int, int]]:
        """The parts of :attr:`plain` around what ``hint`` matches, disjoint: patterns that need the hint look nowhere else."""
        parts: list[tuple[int, int]] = []
        for found in hint.finditer(self.plain):
            start, end = max(0, found.start() - _AROUND), min(len(self.plain), found.end() + _AROUND)
            if parts and start <= parts[-1][1]:
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((start, end))
        return parts

    def before(self, start: int, length: int) -> str:
        """Up to ``length`` characters of ``plain`` before ``start``, from its last sentence end on."""
        part = self.plain[max(0, start - length) : start]
        return re.split(r"[!?؟;؛]|\.(?=\s)", part)[-1]


def _with_single_blanks(plain: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """One blank or line break for several: no pattern then needs repetitions of blanks, which take long on long rows of them."""
    if not _BLANKS.search(plain):
        return plain, places
    kept: list[str] = []
    at = [0]
    for blanks in _BLANKS.finditer(plain):
        # Two line breaks end a paragraph, which no name crosses.
        breaks = min(2, blanks[0].count("\n"))
        end = blanks.start() + (breaks or 1)
        kept += [plain[at[-1] : blanks.start()], "\n" * breaks or " "]
        at += [end, blanks.end()]
    kept.append(plain[at[-1] :])
    starts, ends = at[::2], [*at[1::2], len(plain)]
    return "".join(kept), [place for start, end in zip(starts, ends, strict=True) for place in places[start:end]]


def _touches(before: Word, gap: str) -> bool:
    return bool(_TOUCHES.fullmatch(gap)) and (gap[0] != "." or _is_abbreviation(before, gap))


def _is_abbreviation(word: Word, gap: str) -> bool:
    return gap.startswith(".") and (
        len(word.text) == 1 or word.text in ("mr", "mm", "mme", "mlle", "dr", "pr", "av", "bd", "imm", "appt")
    )


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    known = _LOOKALIKES.get(character)
    return normalise(character) if known is None else known


@lru_cache(maxsize=8192)
def _shape(word: str) -> Shape:
    if not _ARABIC.match(word):
        return Shape(False, False, frozenset((word,)))
    return Shape(True, word.startswith(_ARTICLES), bases_of(word))


def bases_of(word: str) -> frozenset[str]:
    """An Arabic word and what remains of it without conjunction, preposition and article."""
    return frozenset(
        (
            word,
            *(
                word[len(each) :]
                for each in _PREFIXES
                if word.startswith(each) and len(word) >= len(each) + _SHORTEST_BASE
            ),
        )
    )


def listed(words: str) -> frozenset[str]:
    """The words of a list, separated by blanks, in the plain form."""
    return frozenset(normalise(word) for word in words.split())
