"""Texts in several languages that are no messages: reference lists, the demonstration's sentences, phrases of drafts and documents."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeGuard

from core.text.texts import LANGUAGES
from core.translations.check import Finding
from core.translations.source import source_files
from core.translations.wording import ARABIC_LETTER, wording_faults

REFERENCE_LISTS: Final = "reference/data/*.csv"
# Words by which similar demands are found, as people write them: nobody reads these lists.
NOT_SHOWN: Final = frozenset({"concepts.csv", "frequencies.csv"})
# Sentences of drafted reports: the language is the name of the file. Their French gets its no-break spaces when it is set.
DRAFTING: Final = {
    "consultations/reports/drafting/arabic.py": "ar",
    "consultations/reports/drafting/french.py": "fr",
    "consultations/reports/drafting/english.py": "en",
}
ARABIC: Final = re.compile(ARABIC_LETTER)
TYPED_IN: Final = frozenset({"Texts", "text"})


class Shown(NamedTuple):
    place: str
    language: str
    text: str
    is_set_later: bool = False


def shown_findings(root: Path) -> Iterator[Finding]:
    for shown in shown_texts(root):
        for reason in wording_faults(shown.text, shown.language):
            if not (shown.is_set_later and reason.startswith("a plain space")):
                yield Finding(shown.language, f"{shown.place}: {shown.text[:80]}", reason)


def shown_texts(root: Path) -> Iterator[Shown]:
    for path in sorted(root.glob(REFERENCE_LISTS)):
        if path.name not in NOT_SHOWN:
            yield from _of_reference_list(path, path.relative_to(root).as_posix())
    for path in source_files(root):
        place = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            tree = ast.parse(path.read_bytes())
            yield from _of_drafting(tree, place) if place in DRAFTING else _of_python(tree, place)


def _of_reference_list(path: Path, place: str) -> Iterator[Shown]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, value in row.items():
                language = column.removeprefix("note_")
                if language in LANGUAGES and value:
                    yield Shown(f"{place}, {row['key']}", language, value)


def _of_python(tree: ast.AST, place: str) -> Iterator[Shown]:
    """``Texts(ar=…, fr=…)`` and ``{"ar": …, "fr": …}``."""
    for node in ast.walk(tree):
        for language, value in _by_language(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield Shown(f"{place}:{value.lineno}", language, value.value)
        # What associations write in the demonstration is in Arabic alone.
        if place.startswith("demo/") and isinstance(node, ast.Constant) and _is_arabic(node):
            yield Shown(f"{place}:{node.lineno}", "ar", str(node.value))


def _by_language(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TYPED_IN:
        yield from ((word.arg, word.value) for word in node.keywords if word.arg in LANGUAGES)
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value in LANGUAGES:
                yield key.value, value


def _is_arabic(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(ARABIC.search(node.value))


def _of_drafting(tree: ast.AST, place: str) -> Iterator[Shown]:
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield Shown(f"{place}:{node.lineno}", DRAFTING[place], node.value, is_set_later=True)
