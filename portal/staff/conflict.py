"""Two people changed one text: the second sees each part that differs, as stored and as typed, and chooses what stays.

Opt-in for a form with a version: ``conflicts=True`` of :class:`portal.staff.saving.FormPage`. Everything that was typed is in the page, and
nothing is saved before each part has an answer. Without a script.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from django.http import QueryDict

from accounts.models import User
from core.text.differences import Piece
from core.text.texts import LANGUAGES, Texts
from portal.common.forms import LaidOut
from portal.common.saving import Difference, differences

MARKER: Final = "conflict"
KEEP, OTHER = "keep-", "other-"
THEIRS, MINE, THIRD = "theirs", "mine", "third"


class Part(NamedTuple):
    """``name``: of the input; ``written``: the third wording, "" for what is chosen and not written; ``kept``: the answer, or ""."""

    name: str
    label: str
    language: str
    theirs: list[Piece]
    mine: list[Piece]
    is_text: bool
    written: str
    kept: str


class Stored(NamedTuple):
    """Who stored the other version, and when; empty where the history does not tell."""

    by: User | None
    at: dt.datetime | None


def asked(typed: QueryDict) -> bool:
    return MARKER in typed


def resolved(typed: QueryDict, stored: LaidOut) -> QueryDict:
    """What was typed, with the stored or the third wording where the person chose that."""
    done = typed.copy()
    for name in [key.removeprefix(KEEP) for key in typed if key.startswith(KEEP)]:
        if typed[KEEP + name] == THEIRS:
            done.setlist(name, _stored_values(stored, name))
        elif typed[KEEP + name] == THIRD:
            done[name] = typed.get(OTHER + name, "")
    for key in typed:
        if key == MARKER or key.startswith((KEEP, OTHER)):
            del done[key]
    return done


def unanswered(parts: Collection[Part]) -> bool:
    return any(part.kept not in (THEIRS, MINE, THIRD) for part in parts)


def parts_of(stored: LaidOut, form: LaidOut, typed: QueryDict) -> list[Part]:
    """``form``: bound to what was typed, and cleaned."""
    found = []
    for name, language, each in _named(stored, form):
        is_text = bool(language) or (isinstance(each.value, str) and not hasattr(form.fields[name], "choices"))
        field = f"{name}_{language}" if language else name
        mine = str(each.value) if is_text else ""
        found.append(
            Part(
                field,
                each.difference.label,
                each.difference.language,
                [piece for piece in each.difference.pieces if piece.change != "added"],
                [piece for piece in each.difference.pieces if piece.change != "removed"],
                is_text,
                typed.get(OTHER + field, mine),
                typed.get(KEEP + field, ""),
            )
        )
    return found


def carried(form: LaidOut, typed: QueryDict) -> list[tuple[str, str]]:
    """The inputs of the form as they were typed, without the version."""
    names = {*form.fields, *(f"{name}_{language}" for name in form.fields for language in LANGUAGES)} - {"version"}
    return [(name, value) for name in typed if name in names for value in typed.getlist(name)]


def stored_by(instance: Any) -> Stored:
    """From the history of the row: one query."""
    events = getattr(instance, "events", None)
    event = events.order_by("-pgh_id").select_related("pgh_context").first() if events is not None else None
    if event is None:
        return Stored(None, None)
    user = (event.pgh_context.metadata if event.pgh_context else {}).get("user")
    return Stored(User.objects.filter(pk=user).first() if user else None, event.pgh_created_at)


class _Named(NamedTuple):
    difference: Difference
    value: Any


def _named(stored: LaidOut, form: LaidOut) -> Iterator[tuple[str, str, _Named]]:
    """Each difference with the name of its field and the code of its language."""
    for name in form.fields:
        value = form.cleaned_data.get(name)
        for each in differences(stored, form, only=name):
            code = each.code
            yield name, code, _Named(each, getattr(value, code) if isinstance(value, Texts) else value)


def _stored_values(stored: LaidOut, name: str) -> list[str]:
    """As a browser would send them."""
    field, _underscore, language = name.rpartition("_")
    if name not in stored.fields and language in LANGUAGES and field in stored.fields:
        texts = stored.get_initial_for_field(stored.fields[field], field)
        return [str((texts or {}).get(language, "")) if isinstance(texts, dict | None) else getattr(texts, language)]
    value = stored.get_initial_for_field(stored.fields[name], name) if name in stored.fields else None
    if isinstance(value, bool):
        return ["on"] if value else []
    if value is None or isinstance(value, str):
        return [value or ""]
    return [str(getattr(each, "pk", each)) for each in (value if hasattr(value, "__iter__") else [value])]
