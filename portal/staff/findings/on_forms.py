"""What the gate finds in a form whose words will be public later: shown once on the words, before they are saved. The answer that counts is
given in the draft that publishes them (ADR 42)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.functional import Promise

from core.crypto import tokens
from core.text.bidi import made_visible
from core.text.texts import Texts
from portal.common.forms import LaidOut
from publications import findings, warnings

SEEN: Final = "findings_seen"
AROUND: Final = 40
NAMES = dict(settings.LANGUAGES)


class OnForm(NamedTuple):
    """``before``, ``words`` and ``after`` are the excerpt; ``place``: the label of the field."""

    kind: str | Promise
    place: str
    language: str
    before: str
    words: str
    after: str
    mark: str


def found_in(form: LaidOut, names: Iterable[str]) -> list[OnForm]:
    """``form`` is valid; ``names``: of its fields with texts in several languages."""
    return [
        _shown(each, str(form.fields[name].label))
        for name in names
        if isinstance(texts := form.cleaned_data.get(name), Texts)
        for each in warnings.in_texts(texts, name)
    ]


def fingerprint(found: Iterable[OnForm]) -> str:
    """Of the findings that were shown: other words are shown again."""
    return tokens.hashed(" ".join(sorted(each.mark for each in found)))


def unread(form: LaidOut, names: Iterable[str], typed: Any) -> list[OnForm]:
    """Findings that the page has not shown yet."""
    found = found_in(form, names)
    return found if found and typed.get(SEEN) != fingerprint(found) else []


def _shown(each: warnings.GateWarning, place: str) -> OnForm:
    before, after = each.text[: each.start], each.text[each.end :]
    return OnForm(
        each.kind.label,
        place,
        NAMES.get(each.language, ""),
        f"…{before[-AROUND:]}" if len(before) > AROUND else before,
        made_visible(each.words),
        f"{after[:AROUND]}…" if len(after) > AROUND else after,
        findings.mark_of(each.kind, each.where, each.words),
    )
