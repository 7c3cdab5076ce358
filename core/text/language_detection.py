"""The language of a text by its script: browsers need it for speech output and for the direction."""

from __future__ import annotations

import unicodedata
from collections import Counter

from core.text.texts import Texts

RIGHT_TO_LEFT = "ar"
LATIN = "fr"


def language_of(text: str, *, chosen: str) -> str:
    """``ar`` if most letters are Arabic; for Latin letters ``chosen``, the language of the page, or French on an Arabic page.

    Latin letters do not distinguish French, English and Darija in Latin script; most Latin text here is French. A text without
    letters gets the language of the page.
    """
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    arabic, latin = scripts["ARABIC"], scripts["LATIN"]
    if arabic == latin == 0:
        return chosen
    if arabic >= latin:
        return RIGHT_TO_LEFT
    return LATIN if chosen == RIGHT_TO_LEFT else chosen


def in_its_language(text: str) -> Texts:
    """A name that was typed without its language, as a text in the language of its script."""
    return Texts(**{language_of(text, chosen=RIGHT_TO_LEFT): text})
