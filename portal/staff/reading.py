"""What a person read before a decision. The form carries it, so that a refused approval shows what changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.conf import settings

from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES
from portal.staff.forms import OfficeForm
from publications.pending import PendingPublication, unpacked

MOST_READ = 1024 * 1024
NAMES = dict(settings.LANGUAGES)


class Change(NamedTuple):
    label: str
    language: str
    pieces: list[Piece]


class ReadForm(OfficeForm):
    """The form of an approval. ``seen``: the fingerprint of the publication on the page, ``read``: the whole of it, packed
    (:class:`publications.pending.PendingPublication`)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MOST_READ)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in super().values.items() if name != "read"}


def changes_since(typed: Mapping[str, Any] | None, now: PendingPublication | None) -> list[Change]:
    """From the publication that was read, as the form carries it, to ``now``: each text that differs, under the place where it stands."""
    before = unpacked(typed.get("read", ""), typed.get("seen", "")) if typed else None
    if before is None or now is None:
        return []
    try:
        old, new = dict(_places(before)), dict(_places(json.loads(now.canonical)))
    except RecursionError:
        return []
    return [
        Change(place, NAMES.get(language, ""), compare(old.get((place, language), ""), new.get((place, language), "")))
        for place, language in sorted({*old, *new})
        if old.get((place, language), "") != new.get((place, language), "")
    ]


def _places(publication: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of its documents. What came with a form may have any shape: its fingerprint came with it."""
    documents = publication.get("documents") if isinstance(publication, dict) else None
    for name, facts in documents.items() if isinstance(documents, dict) else ():
        if isinstance(facts, dict):
            yield from _leaves(facts.get("note"), f"{name} › note")
            yield from _leaves(facts.get("body"), name)


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
