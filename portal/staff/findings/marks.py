"""Findings on the words themselves: they are put into the texts of a document as private characters, which become markup after templates
have rendered the document. So every page that shows a document shows the marks, and no template knows of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from pydantic import BaseModel

from core.text.texts import LANGUAGES, Texts
from publications.findings import Finding
from publications.pending import PendingDocument, PendingPublication

# Supplementary private use characters: one for each number, then what ends a word of a finding, and its last word.
_FIRST: Final = 0xF0000
MOST_NUMBERS: Final = 0xFF00
_END, _LAST = chr(_FIRST + MOST_NUMBERS), chr(_FIRST + MOST_NUMBERS + 1)
_BEGIN: Final = f"[{chr(_FIRST)}-{chr(_FIRST + MOST_NUMBERS - 1)}]"
_ANY: Final = re.compile(f"[{chr(_FIRST)}-{chr(0xFFFFD)}]")
_TAG: Final = re.compile(r"(<[^>]*>)")
_WORD: Final = re.compile(r"\S+")
# A word and the beginning of the next word of the same finding.
_JOINT: Final = re.compile(rf"({_BEGIN})([^{_END}{_LAST}]*){_END}(\s+)\1")
_MARKED: Final = re.compile(rf"({_BEGIN})([^{_END}{_LAST}]*)([{_END}{_LAST}])")

Place = tuple[int, int, int]
"""Start, end and number."""


def marked(pending: PendingPublication) -> PendingPublication:
    """The same documents with marks in their texts: to be shown, not to be published."""
    return replace(pending, documents=tuple(marked_document(each, pending.findings) for each in pending.documents))


def marked_document(document: PendingDocument, found: Iterable[Finding]) -> PendingDocument:
    places: dict[tuple[str, str], list[Place]] = {}
    for each in found:
        if each.document == (document.kind, document.key):
            place = (each.warning.start, each.warning.end, each.number)
            places.setdefault((each.warning.where, each.warning.language), []).append(place)
    if not places or document.body is None:
        return document
    note = _with_marks(document.note, "note", places) if document.note else None
    return replace(document, body=_with_marks(document.body, "", places), note=note)


def _with_marks(value: Any, where: str, places: Mapping[tuple[str, str], list[Place]]) -> Any:
    if isinstance(value, Texts):
        changed = {each: places[where, each] for each in LANGUAGES if (where, each) in places}
        return value.model_copy(update={each: in_text(getattr(value, each), found) for each, found in changed.items()})
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        parts = {
            name: _with_marks(getattr(value, name), f"{where}.{name}" if where else name, places) for name in names
        }
        return value.model_copy(update={name: part for name, part in parts.items() if part is not getattr(value, name)})
    if isinstance(value, list):
        return [_with_marks(each, f"{where}.{number}", places) for number, each in enumerate(value)]
    if isinstance(value, str) and (where, "") in places:
        return in_text(value, places[where, ""])
    return value


def in_text(text: str, places: Iterable[Place]) -> str:
    """``text`` with its ``places`` marked, word by word, so that a mark may cross lines and differences."""
    text = _ANY.sub("\ufffd", text)
    parts, at = [], 0
    for start, end, number in sorted(places):
        if start < at or number >= MOST_NUMBERS:
            continue
        parts += [text[at:start], *_words(text[start:end], chr(_FIRST + number))]
        at = end
    return "".join([*parts, text[at:]])


def _words(words: str, begin: str) -> Iterator[str]:
    spans = [found.span() for found in _WORD.finditer(words)]
    at = 0
    for number, (start, end) in enumerate(spans, start=1):
        yield f"{words[at:start]}{begin}{words[start:end]}{_LAST if number == len(spans) else _END}"
        at = end
    yield words[at:]


def shown(rendered: str, labels: Mapping[int, str], *, kept: frozenset[int] = frozenset()) -> SafeString:
    """HTML in which marks stand for the private characters. ``labels``: the kind by number; ``kept``: numbers that are answered."""
    seen: set[int] = set()

    def mark(found: re.Match[str]) -> str:
        number = ord(found[1]) - _FIRST
        fate = " is-kept" if number in kept else ""
        anchor = format_html(' id="words-{}"', number) if number not in seen else ""
        label = format_html('<sup class="no">{} {}</sup>', number, labels.get(number, "")) if found[3] == _LAST else ""
        seen.add(number)
        return f'<mark class="find{fate}"{anchor}>{found[2]}{label}</mark>'

    parts = [
        _ANY.sub("", part) if part.startswith("<") else _MARKED.sub(mark, _joined(part))
        for part in _TAG.split(rendered)
    ]
    return mark_safe("".join(parts))  # noqa: S308  # nosec B308 B703  # rendered HTML, to which tags with escaped labels are added


def _joined(text: str) -> str:
    """Words of one finding with only blanks between them are one mark."""
    before = ""
    while before != text:
        before, text = text, _JOINT.sub(r"\1\2\3", text)
    return text
