"""The lists of given and family names, and how spellings of one name meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from core.privacy.personal_data.vocabulary import OF_FAITH, SERVANT_OF
from core.text.arabic import normalise

LISTS: Final = Path(__file__).parent / "names"
_WORD: Final = re.compile(r"[^\W_]+")
# Digits that Moroccans write for letters which Latin script lacks.
_FOR_LETTERS: Final = str.maketrans({"7": "h", "5": "kh", "9": "k", "3": "", "q": "k", "y": "i", "w": "u"})
_DOUBLED: Final = re.compile(r"(.)\1+")
_NO_SERVANTS: Final = ("abdomen", "abdomin", "abdica", "abdiqu")
_BEFORE_FAITH: Final = frozenset(
    normalise(word)
    for word in [
        "نور",
        "صلاح",
        "عز",
        "بدر",
        "خير",
        "محيي",
        "محي",
        "كمال",
        "جمال",
        "علاء",
        "سيف",
        "ناصر",
        "فخر",
        "تقي",
        "شرف",
        "نصر",
        "زين",
        "تاج",
        "شمس",
        "عماد",
        "حسام",
        "ضياء",
        "شهاب",
        "سعد",
        "فاطمة",
        "فاتحة",
        "حفيظ",
        "عطا",
        "هبة",
        "رزق",
    ]
)


def _latin(word: str) -> str:
    """One key for spellings of a name in Latin letters: Youssef, Yousef and Youssefe; Sh and Ch; o, ou, w and u; q and k; doubled letters."""
    key = word.translate(_FOR_LETTERS).replace("ou", "u").replace("sh", "ch").replace("dj", "j").replace("o", "u")
    key = _DOUBLED.sub(r"\1", key)
    return key[:-1] if key.endswith("e") and len(key) > 3 else key


def _lines(file: str) -> Iterable[str]:
    lines = (LISTS / file).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def _words(file: str) -> Iterable[str]:
    return (normalise(word) for line in _lines(file) for word in line.split())


class Names(NamedTuple):
    """Arabic names in the plain form, Latin ones as keys.

    ``words``: given names that are also ordinary words; ``with_alif``: given names that end in ى, which the plain form writes as ي.
    """

    given: frozenset[str]
    words: frozenset[str]
    with_alif: frozenset[str]
    family: frozenset[str]
    # Given names that are no words.
    sure: frozenset[str]
    latin_given: frozenset[str]
    latin_words: frozenset[str]
    latin_family: frozenset[str]


@cache
def names() -> Names:
    written = {word for line in _lines("given_arabic.txt") for word in line.split()}
    given, words = frozenset(map(normalise, written)), frozenset(_words("given_arabic_words.txt"))
    latin = (
        frozenset(map(_latin, _words(f"{file}.txt"))) for file in ("given_latin", "given_latin_words", "family_latin")
    )
    with_alif = frozenset(normalise(word) for word in written if word.endswith("ى"))
    return Names(given, words, with_alif, frozenset(_words("family_arabic.txt")), given - words, *latin)


def historical() -> Iterable[tuple[str, ...]]:
    for line in _lines("historical.txt"):
        for phrase in line.split("|"):
            yield phrase_of(phrase)


def phrase_of(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(normalise(name).replace("’", "'")))


@lru_cache(maxsize=8192)
def is_latin_given(word: str) -> bool:
    if word.startswith("abd") and len(word) > 5 and not word.startswith(_NO_SERVANTS):
        return True
    return _latin(word) in names().latin_given or (
        word.endswith(("eddine", "edine", "uddin", "eddin")) and len(word) > 7
    )


@lru_cache(maxsize=8192)
def is_latin_word(word: str) -> bool:
    return _latin(word) in names().latin_words


@lru_cache(maxsize=8192)
def is_latin_family(word: str) -> bool:
    """Also with the article written to it: Lkhadir, Elidrissi."""
    families = names().latin_family
    key = _latin(word)
    return key in families or any(
        key.startswith(each) and key[len(each) :] in families for each in ("el", "al", "l", "ez", "es")
    )


# Forms of family names that no list can hold all of.
_FAMILY_FORM: Final = re.compile(
    r"(?:ben|bel|bou|oul)(?!l)[a-z]{3,}|[a-z]{2,}(?:aoui|ioui|ghi|rani|lani|zani|ouni|ouri|assi|ouzi|ichi|ouch|achi|aghi|ouli)"
)


@lru_cache(maxsize=8192)
def looks_like_latin_family(word: str) -> bool:
    return is_latin_family(word) or bool(_FAMILY_FORM.fullmatch(word))


def is_servant(first: str, second: str) -> bool:
    """ "عبد الكريم" in two words."""
    return first == "عبد" and second in SERVANT_OF


def is_glued(word: str) -> bool:
    """ "عبدالكريم", "نورالدين"."""
    return (word.startswith("عبدال") and word[3:] in SERVANT_OF) or (
        word.endswith("الدين") and word[:-5] in _BEFORE_FAITH
    )


def is_of_faith(first: str, second: str) -> bool:
    """ "نور الدين", "فاطمة الزهراء": a given name of two words."""
    return first in _BEFORE_FAITH and second in OF_FAITH


def begins_of_faith(word: str) -> bool:
    return word in _BEFORE_FAITH
