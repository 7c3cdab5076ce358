"""The portal's own lexicon and frequencies, read from ``reference/data`` without a database.

``concepts.csv`` names concepts of municipal security, everyday words and function words in Arabic, Darija and French (own work); areas come from
``areas.csv``. ``frequencies.csv`` is made by :func:`learn_frequencies` out of the portal's translations, themes, lists and demonstration.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from core.text import frequencies
from core.text.frequencies import Frequencies
from core.text.lexicon import Concept, Lexicon
from core.text.similarity import Similarity

DATA = Path(__file__).parent / "data"
ROOT = DATA.parent.parent
FREQUENCIES = DATA / "frequencies.csv"
BETWEEN_FORMS = "|"
LISTS = ("themes.csv", "areas.csv", "institutions.csv", "units.csv")
_ARABIC = re.compile("[\u0621-\u064a]")
# "(1-4)", "(ville nouvelle)" are no part of a place's name.
_ADDITION = re.compile(r"\s*\([^)]*\)")
_PLACEHOLDER = re.compile(r"%\(\w+\)\w|%\w|<[^>]+>|https?://\S+")


@cache
def similarity() -> Similarity:
    return Similarity(lexicon(), Frequencies.read(FREQUENCIES))


@cache
def lexicon() -> Lexicon:
    return Lexicon.of(concepts())


def concepts() -> Iterator[Concept]:
    """Areas first: a word that is also a place means the place."""
    for row in rows("areas.csv"):
        names = (_ADDITION.sub("", row[language]) for language in ("ar", "fr"))
        yield Concept(row["key"], "area", tuple(names))
    for row in rows("concepts.csv"):
        yield Concept(row["key"], row["role"], _forms(row["ar"]) + _forms(row["fr"]))


def learn_frequencies() -> Frequencies:
    """From the texts that come with the portal: Arabic and French apart, so that no language makes the other's words rare."""
    blank = Similarity(lexicon(), Frequencies())
    texts = sorted(set(_texts_of_the_portal()))
    arabic = [text for text in texts if _ARABIC.search(text)]
    other = [text for text in texts if not _ARABIC.search(text)]
    return frequencies.learn(
        (_countable(blank.blocks(blank.analyse(text))) for text in language) for language in (arabic, other)
    )


def _countable(blocks: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {block: features for block, features in blocks.items() if block != "pair"}


def _forms(written: str) -> tuple[str, ...]:
    return tuple(form for form in written.split(BETWEEN_FORMS) if form.strip())


def rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _texts_of_the_portal() -> Iterator[str]:
    for language in ("ar", "fr"):
        with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as messages:
            for message in read_po(messages):
                forms = [message.string] if isinstance(message.string, str) else message.string or ()
                yield from (_PLACEHOLDER.sub(" ", form) for form in forms if form)
    for file in LISTS:
        for row in rows(file):
            yield from (row["ar"], row["fr"])
    yield from _demonstration()


def _demonstration() -> Iterator[str]:
    """What is said, asked and published in the demonstration."""
    for file in sorted((ROOT / "demo").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ARABIC.search(node.value):
                yield node.value
