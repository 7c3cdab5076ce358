"""Analysis of Arabic (and French) text for search: normalised, tokenised, lightly stemmed.

The stemmer is light10 (Larkey, Ballesteros and Connell, 2007), extended to a conjunction or preposition
before the article (وبال…, ولل…), which Moroccan administrative prose uses freely.
"""

from __future__ import annotations

import re
import unicodedata

TATWEEL = "\u0640"

# NFKD separates hamza and madda from their letter; these letters have no such decomposition.
_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ھ": "ه",
        "ہ": "ه",
        "ک": "ك",
        # Moroccan spellings of one sound: أكادير, أگادير and أڭادير are the same town.
        "گ": "ك",
        "ڭ": "ك",
        "ڤ": "ف",
        "ڥ": "ف",
        "پ": "ب",
        "œ": "oe",
        "æ": "ae",
        TATWEEL: None,
    }
)

# Arabic letters and other characters are separate tokens, so that "ال19" is an article and a number.
_TOKEN = re.compile(r"[\u0621-\u064a\u066e-\u06d3]+|[^\W_\u0621-\u06d5]+")

# One prefix is removed, the longest that fits; suffixes are removed one after the other, each at most once.
_PREFIXES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_SHORTEST_STEM = 2
_SHORTEST_AFTER_WAW = 3


def normalise(text: str) -> str:
    """``text`` with spelling variants (hamza, vowel signs, case, accents) unified."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    folded = "".join(_fold(character) for character in decomposed)
    return unicodedata.normalize("NFKC", folded)


def _fold(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category in ("Mn", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character


def light_stem(token: str) -> str:
    """``token``, already normalised, without article, conjunction and inflexion; Latin words are unchanged."""
    return _without_suffixes(_without_prefix(token))


def _without_prefix(token: str) -> str:
    # "وال" and one letter is a word, not an article: والي (wali) and والد must match الوالي and الوالد.
    if token.startswith("وال") and len(token) == 4:
        return token
    for prefix in _PREFIXES:
        # A single waw is often the first letter of the root: require one letter more.
        shortest = _SHORTEST_AFTER_WAW if prefix == "و" else _SHORTEST_STEM
        if token.startswith(prefix) and len(token) >= len(prefix) + shortest:
            return token[len(prefix) :]
    return token


def _without_suffixes(token: str) -> str:
    for suffix in _SUFFIXES:
        if token.endswith(suffix) and len(token) >= len(suffix) + _SHORTEST_STEM:
            token = token[: -len(suffix)]
    return token


def words(text: str) -> list[str]:
    """The words of ``text`` in their normal form, in order, with prefixes and suffixes."""
    return _TOKEN.findall(normalise(text))


def analyse(text: str) -> list[str]:
    """The index terms of ``text``, in order, repetitions kept."""
    return [light_stem(word) for word in words(text)]


def unsuffixed(word: str) -> str:
    """For a word that is perhaps still being typed: without conjunction and article, but with its suffix."""
    return _without_prefix(word)
