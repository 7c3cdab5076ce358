"""The text that a person read before an approval. It is in the form, so that a refused approval can show what changed since.

Its SHA-256 must be the fingerprint in the form; otherwise it is ignored.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings

from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES
from publications.canonical import sha256

MAX_TEXT_BYTES = 4 * 1024 * 1024
NAMES = dict(settings.LANGUAGES)


class Change(NamedTuple):
    label: str
    language: str
    pieces: list[Piece]


def packed(canonical: str) -> str:
    """Compress and encode the text for a hidden field."""
    return base64.b64encode(zlib.compress(canonical.encode())).decode()


def changes_since(read: str, seen: str, now: str) -> list[Change]:
    """Differences between the canonical JSON that was read (``read`` is packed) and ``now``, by path."""
    before = _unpacked(read)
    if before is None or sha256(before) != seen:
        return []
    old, new = dict(_leaves(json.loads(before))), dict(_leaves(json.loads(now)))
    return [
        Change(place, NAMES.get(language, ""), compare(old.get((place, language), ""), new.get((place, language), "")))
        for place, language in sorted({*old, *new})
        if old.get((place, language), "") != new.get((place, language), "")
    ]


def _unpacked(read: str) -> str | None:
    try:
        content = zlib.decompressobj().decompress(base64.b64decode(read, validate=True), MAX_TEXT_BYTES)
        return content.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None


def _leaves(value: Any, place: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    """Every value by path; the three languages of a text have one path."""
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = ((str(number), each) for number, each in enumerate(value, start=1))  # type: ignore[assignment]
    else:
        if value not in (None, ""):
            yield (place, ""), str(value)
        return
    for name, part in parts:
        if name in LANGUAGES and isinstance(part, str):
            if part:
                yield (place, name), part
        else:
            yield from _leaves(part, f"{place} › {name}" if place else str(name))
