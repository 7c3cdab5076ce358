"""Warnings for the approver before a document is published. They do not block: a person decides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import phonenumbers
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext
from pydantic import BaseModel

from core.privacy.person_names import names as named
from core.text.bidi import TURNS, made_visible
from core.text.texts import LANGUAGES, Texts
from publications.schemas.base import Document, ThemeRef
from publications.schemas.meeting import Headcount
from publications.schemas.report import Presence

REGION = "MA"
FEW = 5
AROUND = 24


class Kind(TextChoices):
    PHONE = "phone", _("A phone number")
    EMAIL = "email", _("An e-mail address")
    IDENTITY = "identity", _("What looks like an identity card number")
    PLATE = "plate", _("What looks like a number plate")
    ADDRESS = "address", _("A street number")
    NAME = "name", _("A person published by name")
    SENSITIVE = "sensitive", _("A sensitive theme: could somebody be recognised?")
    FEW = "few", _("A count under five")
    DIRECTION = "direction", _("An invisible character that turns the direction of writing")


class Hit(NamedTuple):
    """``text[start:end]`` is what to look at."""

    kind: Kind
    start: int
    end: int


class GateWarning(NamedTuple):
    """``where`` is the path inside the document, for instance ``demands.0.text``."""

    kind: Kind
    excerpt: str
    where: str


_STREET = "زنقة|شارع|درب|زقاق|إقامة|تجزئة|ساحة"
_RUE = r"rue|avenue|av\.|boulevard|bd|impasse|derb|place|lotissement"
# Every pattern must take linear time: two adjacent parts that both match spaces take minutes on a long line of spaces.
_BETWEEN = r"(?:\s*[-|/]\s*|\s+)"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
PATTERNS: dict[Kind, re.Pattern[str]] = {
    Kind.EMAIL: re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    Kind.IDENTITY: re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[ -]?\d{5,6}(?!\d)"),
    Kind.PLATE: re.compile(
        rf"(?<!\d)\d{{1,5}}{_BETWEEN}[أابدهوطيتحجA-E]{_BETWEEN}\d{{1,2}}(?!\d)|\bWW[ -]?\d{{4,6}}\b", re.IGNORECASE
    ),
    Kind.ADDRESS: re.compile(
        rf"(?:رقم\s*)?(?<!\d)\d{{1,4}}\s*(?:مكرر\s*)?(?:[،,]\s*)?(?:{_STREET})(?!\w)"
        rf"|(?:{_STREET})\s[^\n.]{{0,40}}?رقم\s*\d{{1,4}}"
        rf"|(?<!\d)\d{{1,4}}(?:\s*(?:bis|ter))?(?:\s*,)?\s+(?:{_RUE})\s",
        re.IGNORECASE,
    ),
}


def scan(document: Document, *, sensitive_themes: Collection[str] = ()) -> list[GateWarning]:
    """All warnings about ``document``, in its order; ``sensitive_themes`` are keys."""
    found: list[GateWarning] = []
    for where, part in _walk(document):
        if isinstance(part, Texts):
            found += in_texts(part, where)
        elif isinstance(part, Presence):
            found += _in_presence(part, where)
        elif isinstance(part, Headcount):
            found += _in_headcount(part, where)
        elif isinstance(part, ThemeRef) and part.key in sensitive_themes:
            found.append(GateWarning(Kind.SENSITIVE, str(part.name), where))
        elif isinstance(part, str):
            found += in_direction(part, where)
    return list(dict.fromkeys(found))


def _walk(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel | str):
        yield where, value
    if isinstance(value, Texts):
        return
    if isinstance(value, BaseModel):
        children = [(name, getattr(value, name)) for name in type(value).model_fields]
    elif isinstance(value, list):
        children = [(str(number), each) for number, each in enumerate(value)]
    else:
        return
    for name, child in children:
        yield from _walk(child, f"{where}.{name}" if where else name)


def in_texts(texts: Texts, where: str) -> Iterator[GateWarning]:
    for language in LANGUAGES:
        text = getattr(texts, language)
        for hit in hits(text):
            yield GateWarning(hit.kind, _around(text.translate(_DIGITS), hit.start, hit.end), where)
        yield from in_direction(text, where)


def in_direction(text: str, where: str) -> Iterator[GateWarning]:
    for found in TURNS.finditer(text):
        yield GateWarning(Kind.DIRECTION, made_visible(_around(text, found.start(), found.end())), where)


def hits(text: str) -> Iterator[Hit]:
    """All hits by kind: numbers and addresses, then names."""
    digits = text.translate(_DIGITS)
    for match in phonenumbers.PhoneNumberMatcher(digits, REGION):
        yield Hit(Kind.PHONE, match.start, match.end)
    for kind, pattern in PATTERNS.items():
        for found in pattern.finditer(digits):
            yield Hit(kind, found.start(), found.end())
    yield from names(text)


def names(text: str) -> Iterator[Hit]:
    """Probable names of persons, without functions of officials and streets named after somebody."""
    for start, end in named(text):
        yield Hit(Kind.NAME, start, end)


def _in_presence(presence: Presence, where: str) -> Iterator[GateWarning]:
    if presence.name:
        yield GateWarning(Kind.NAME, presence.name, where)
    if presence.people is not None and 0 < presence.people < FEW:
        colon = pgettext("after a label", ": ")
        yield GateWarning(Kind.FEW, f"{presence.function}{colon}{presence.people}", where)


# Numbers of a headcount by which somebody might be recognised.
PEOPLE = ("people", "associations", "women")


def _in_headcount(headcount: Headcount, where: str) -> Iterator[GateWarning]:
    for name in PEOPLE:
        count: int | None = getattr(headcount, name)
        if count is not None and 0 < count < FEW:
            yield GateWarning(Kind.FEW, str(count), f"{where}.{name}")


def _around(text: str, start: int, end: int) -> str:
    """The hit with a few words before and after it, so that the reader finds it."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    excerpt = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{excerpt}{'…' if right < len(text) else ''}"
