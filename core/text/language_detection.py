"""In which script a text is written: what a browser needs in order to read it aloud and to set it in the right direction."""

from __future__ import annotations

import unicodedata
from collections import Counter

RIGHT_TO_LEFT = "ar"
LATIN = "fr"


def language_of(text: str, *, chosen: str) -> str:
    """``ar`` where Arabic letters prevail; in Latin ``chosen``, the language of the page, or French where that is Arabic.

    Latin letters do not tell French from English, or either from Darija as people type it; French is what is written here. A text
    without letters is in the language of the page.
    """
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    arabic, latin = scripts["ARABIC"], scripts["LATIN"]
    if arabic == latin == 0:
        return chosen
    if arabic >= latin:
        return RIGHT_TO_LEFT
    return LATIN if chosen == RIGHT_TO_LEFT else chosen
