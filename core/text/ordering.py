"""The order of names as a dictionary has it: accents, capital letters, hamza and vowel signs aside, numbers by their value."""

from __future__ import annotations

import re
from typing import Any

from core.text.arabic import normalise

ARTICLE = "ال"
_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(\d+)")


def dictionary_key(name: object, *, without_article: bool = False) -> tuple[list[Any], str]:
    """For ``sorted(names, key=dictionary_key)``. Names that a dictionary does not tell apart stand in the order of their characters.

    ``without_article``: المنصور stands under م.
    """
    written = str(name)
    letters = _SIGNS.sub(" ", normalise(written)).strip()
    if without_article:
        letters = _after_article(letters)
    parts = _NUMBER.split(letters)
    # Texts and numbers alternate, the first is a text, so that equal places hold what can be compared.
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], written


def _after_article(letters: str) -> str:
    """A word of three letters such as الو has no article."""
    is_definite = letters.startswith(ARTICLE) and len(letters) > len(ARTICLE) + 1
    return letters.removeprefix(ARTICLE) if is_definite else letters
