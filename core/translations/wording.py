"""What a text that people read may not contain: retired words, wrong spaces and commas, codes that a line of Arabic turns round."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

RETIRED_WORDS: Final = Path(__file__).with_name("retired_words.toml")

ARABIC_LETTER: Final = "[\u0621-\u064a]"
# A conjunction, a preposition and the article may be joined to the front of an Arabic word.
_JOINED_TO_WORD: Final = "(?:[وف]?(?:[بلك]?ال|لل|[بلك])?)"
_SPACE_IN_FRENCH: Final = re.compile(r" [:;?!»]|« ")
_UNIT_IN_FRENCH: Final = re.compile(
    r"(?:\d|%\(\w+\)[sd]) (?:[kMG]o|[KMG]io|km|min|h|%|minutes?|heures?|jours?|semaines?|mois|ans?)(?![\w’'(])"
)
_LATIN_MARK_IN_ARABIC: Final = re.compile(rf"{ARABIC_LETTER}\s*[,;]|[,;]\s*{ARABIC_LETTER}")
# "ب7" and "ل%(people)s" are read as one word.
_JOINED_TO_NUMBER: Final = re.compile(
    rf"(?<!{ARABIC_LETTER})[وف]?[بلك](?:\d|%\((?:count|number|total|days|hours|minutes|months|people|places)\)|%d)"
)
_SPACE_IN_ARABIC: Final = re.compile(r"\s[،؛؟](?!\d)|« | »")
# A number after which the noun already says one or two: "2 يومان".
_NUMBER_TWICE: Final = re.compile(rf"(?<![\d.,])[12](?:</?\w+>)?\s+{ARABIC_LETTER}+(?: واحدة?|ان)(?!{ARABIC_LETTER})")
_ISOLATED: Final = re.compile("[\u2066-\u2068][^\u2069]*\u2069|<bdi\\b[^>]*>.*?</bdi>|<[^>]*>", re.DOTALL)
# Texts of several runs, which a line of Arabic puts into another order: "+212 6 12", "17:00–19:00", "2026-56BZ62", "a@b.org".
_CODE: Final = re.compile(
    r"\S+@\S+|https?://\S*|\+\d[\d ]*|\d{2}(?: \d{2}){2,}|\d+…|\d{1,2}:\d{2}\s*[–-]\s*\d{1,2}:\d{2}|\d{4}-[A-Z0-9]{4,}"
)
# Placeholders whose value is such a text.
_CODE_PLACEHOLDER: Final = re.compile(r"%\((?:reference|code|phone|email|key|address|url)\)s")
_PLACEHOLDER_NAME: Final = re.compile(r"%\(\w+\)")
_TAG: Final = re.compile(r"</?([a-zA-Z][\w-]*)[^>]*>")


class RetiredWord(NamedTuple):
    pattern: re.Pattern[str]
    allowed: tuple[str, ...]
    use: str


def wording_faults(text: str, language: str, *, is_isolated_elsewhere: bool = False) -> Iterator[str]:
    """One sentence for each fault of ``text``."""
    yield from _retired_words(text, language)
    if language == "fr":
        yield from _spaces_in_french(text)
    if language == "ar":
        if found := _LATIN_MARK_IN_ARABIC.search(text):
            yield f"a Latin comma or semicolon in {_around(text, found)}: write ، or ؛"
        yield from _joints_in_arabic(text)
        if not is_isolated_elsewhere and (found := _code_not_isolated(text)):
            yield (
                f"{found.group()!r} stands in an Arabic line without isolation: "
                "put U+2066 before and U+2069 after it, or <bdi> around it"
            )


def _joints_in_arabic(text: str) -> Iterator[str]:
    if found := _JOINED_TO_NUMBER.search(text):
        yield f"a preposition joined to a number in {_around(text, found)}: write بـ, لـ or كـ"
    if found := _SPACE_IN_ARABIC.search(text):
        yield f"a space in {_around(text, found)}: write none before ، ؛ ؟ » and none after «"
    if found := _NUMBER_TWICE.search(text):
        yield f"one or two said twice in {_around(text, found)}: the word says the number"


def _spaces_in_french(text: str) -> Iterator[str]:
    if found := _SPACE_IN_FRENCH.search(text):
        yield f"a plain space in {_around(text, found)}: write a no-break space (U+00A0) before : ; ? ! » and after «"
    if found := _UNIT_IN_FRENCH.search(text):
        yield f"a plain space in {_around(text, found)}: write a no-break space (U+00A0) between a number and its unit"


def isolated_elsewhere() -> frozenset[str]:
    """The message identifiers whose codes need no isolation in the catalogue."""
    return frozenset(_data()["isolation"]["done_elsewhere"])


def repeated_number(forms: Sequence[str], number: str | None) -> Iterator[str]:
    """Arabic forms for one (index 1) and for two (index 2) say their number by their words, so no figure stands beside them.

    ``number``: the placeholder of the number. A form that is also one of the forms from 3 on says it by the figure alone.
    """
    for index in (1, 2):
        if number and number in forms[index] and forms[index] not in forms[3:]:
            yield f"the form for {index} repeats its number: take {number} out of {forms[index]!r}"


def tags_differ(text: str, source: str) -> bool:
    """Whether ``text`` has other tags than ``source``. A translation may add ``<bdi>``, which only isolates."""
    return _tags(text) != _tags(source)


def _tags(text: str) -> Counter[str]:
    return Counter(found.group() for found in _TAG.finditer(text) if found.group(1).lower() != "bdi")


def _retired_words(text: str, language: str) -> Iterator[str]:
    folded = _folded(_PLACEHOLDER_NAME.sub(" ", text))
    for word in _retired(language):
        rest = folded
        for phrase in word.allowed:
            rest = rest.replace(phrase, " ")
        if found := word.pattern.search(rest):
            yield f"the retired word {found.group().strip()!r}: use {word.use}"


@cache
def _retired(language: str) -> tuple[RetiredWord, ...]:
    return tuple(
        RetiredWord(
            _pattern([_folded(form) for form in entry["words"]], language),
            tuple(_folded(phrase) for phrase in entry.get("allowed", ())),
            entry["use"],
        )
        for entry in _data().get(language, ())
    )


def _pattern(forms: Sequence[str], language: str) -> re.Pattern[str]:
    front = _JOINED_TO_WORD if language == "ar" else ""
    # "e-mail" is not "mail".
    return re.compile(rf"(?<![\w-]){front}(?:{'|'.join(map(re.escape, forms))})(?![\w-])")


def _folded(text: str) -> str:
    """Without vowel signs and capitals, and with one kind of space and apostrophe."""
    decomposed = "".join(each for each in text if unicodedata.category(each) != "Mn")
    return re.sub(r"\s+", " ", decomposed).replace("'", "’").casefold()


def _code_not_isolated(text: str) -> re.Match[str] | None:
    for line in text.split("\n"):
        # Alone on its line, a code has no neighbour that could turn it round.
        rest = _ISOLATED.sub(" ", line).strip()
        if not re.search(ARABIC_LETTER, rest):
            continue
        if found := _CODE.search(rest) or _CODE_PLACEHOLDER.search(rest):
            return found
    return None


def _around(text: str, found: re.Match[str]) -> str:
    return repr(text[max(0, found.start() - 12) : found.end() + 12])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(RETIRED_WORDS.read_text(encoding="utf-8"))
