"""Which words of a text belong to the name of a place or a body, or of history, and are therefore no person's name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from core.privacy.personal_data import name_lists, vocabulary as v
from core.privacy.personal_data.known_names import of_history, of_portal
from core.privacy.personal_data.reading import Word, listed

_LONGEST_ARABIC: Final = 5
_LONGEST_LATIN: Final = 7
_LATIN_LINKS: Final = listed(
    "de du des d l la le les el al ben bin ibn ait ou et bni oulad sidi moulay lalla aux es saint sainte n no"
)
# Adjectives between "école" and its name.
_MOST_ADJECTIVES: Final = 2
_HEADS: Final = listed(
    "رئيس رئيسة نائب نائبة كاتب كاتبة أمين أمينة مدير مديرة عضو عضوة منسق منسقة ممثل ممثلة مستشار مستشارة حارس حارسة صاحب صاحبة إمام"
)
_LINKS: Final = listed("بن ابن بنت عبد أبو أبي ولد")
_BEFORE_NAMES: Final = v.PLACES | v.HISTORICAL
_RELEASED_BY: Final = v.CALLED | v.TITLES


def hidden(words: Sequence[Word]) -> list[bool]:
    """For each word whether it is part of a name that is no person's."""
    flags = [False] * len(words)
    interesting = _interesting()
    for at, word in enumerate(words):
        if word.shape.bases.isdisjoint(interesting):
            continue
        for names in (of_history(), of_portal()):
            length = names.length_at(words, at)
            if length and not _goes_on_as_person(words, at + length, length):
                flags[at : at + length] = [True] * length
        if word.is_in(v.PLACES):
            _hide_after_place(words, at, flags)
        elif word.is_in(v.HISTORICAL) and (not word.is_arabic or not word.text.startswith("و")):
            _hide(words, at + 1, 3, flags)
    return flags


@cache
def _interesting() -> frozenset[str]:
    """Words at which something may begin that is hidden."""
    return _BEFORE_NAMES.union(of_history().by_first, of_portal().by_first)


def _goes_on_as_person(words: Sequence[Word], after: int, length: int) -> bool:
    """ "مولاي إدريس العلوي" is somebody, "مولاي إدريس" a saint and a town."""
    if length > 2 or after >= len(words) or not words[after].touches:
        return False
    word = words[after]
    return (
        word.text in name_lists.names().family
        if word.is_arabic
        else word.is_capital and name_lists.is_latin_family(word.text)
    )


def _hide(words: Sequence[Word], first: int, longest: int, flags: list[bool]) -> None:
    for at in range(first, min(first + longest, len(words))):
        if not words[at].touches or words[at].is_in(v.BREAKS):
            return
        flags[at] = True


def _hide_after_place(words: Sequence[Word], at: int, flags: list[bool]) -> None:
    if words[at].is_arabic:
        if not words[at].shape.is_definite:
            _hide_arabic(words, at, flags)
    else:
        _hide_latin(words, at + 1, flags)


def _hide_arabic(words: Sequence[Word], at: int, flags: list[bool]) -> None:
    """The name after a place, up to a preposition. "رئيس جمعية النور محمد العلوي": after a function the person can follow the name of the body."""
    has_head = at > 0 and words[at - 1].touches and words[at - 1].is_in(_HEADS)
    for place in range(at + 1, min(at + 1 + _LONGEST_ARABIC, len(words))):
        word = words[place]
        if not word.touches or word.is_in(v.BREAKS) or word.is_in(_RELEASED_BY):
            return
        is_next_name = place > at + 1 and words[place - 1].text not in _LINKS and _is_given(word)
        if is_next_name and (has_head or word.text[0] == "و"):
            return
        flags[place] = True


def _is_given(word: Word) -> bool:
    names = name_lists.names()
    text = word.text[1:] if word.text[0] == "و" and word.text not in names.given else word.text
    return text in names.given or text == "عبد"


def _hide_latin(words: Sequence[Word], first: int, flags: list[bool]) -> None:
    """Capitalised words after "rue", "école" and at most two adjectives; "de", "el" and the like between them."""
    adjectives, has_name = 0, False
    for at in range(first, min(first + _LONGEST_LATIN, len(words))):
        word = words[at]
        if not (word.touches or _is_quoted(word)) or (
            word.is_capital and word.text in v.TITLES and word.text not in ("hadj", "haj")
        ):
            return
        if word.is_capital:
            flags[at] = has_name = True
        elif word.text in _LATIN_LINKS and not (has_name and word.text == "et"):
            continue
        else:
            adjectives += 1
            if has_name or adjectives > _MOST_ADJECTIVES or word.text in v.BREAKS or word.is_arabic:
                return


def _is_quoted(word: Word) -> bool:
    return word.gap.strip() in ("«", '"', "“", "„")
