"""The order of names in a list for readers: by letters, without accents, and in Arabic without the article."""

from __future__ import annotations

import unicodedata

ARTICLE = "ال"


def alphabetical(name: str) -> str:
    """The key to sort by. آ, أ and إ stand with ا, and É with E; المنصور stands under م."""
    letters = "".join(
        each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each)
    ).casefold()
    is_definite = letters.startswith(ARTICLE) and len(letters) > len(ARTICLE) + 1
    return letters.removeprefix(ARTICLE) if is_definite else letters
