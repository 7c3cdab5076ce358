"""The findings in a form whose text becomes public: the form is shown again with each of them, and with a place for the reason."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise

from portal.members.warning_texts import WARNING_TEXTS
from publications.findings import Finding, OpenFindings

PREFIX = "because-"
AROUND = 40


class Asked(NamedTuple):
    """``name``: of the field with the reason; ``before``, ``words`` and ``after``: an excerpt."""

    name: str
    title: str | Promise
    why: str | Promise
    before: str
    words: str
    after: str
    typed: str


def because(request: HttpRequest) -> dict[str, str]:
    """What the sender said, by the mark of the finding."""
    return {name.removeprefix(PREFIX): str(value) for name, value in request.POST.items() if name.startswith(PREFIX)}


def asked(request: HttpRequest, refusal: OpenFindings) -> list[Asked]:
    """All findings about which this form was asked: those with a reason already, too, since it is sent again."""
    return [_asked(each, because(request).get(each.mark, "")) for each in refusal.asked]


def _asked(found: Finding, typed: str) -> Asked:
    text, start, end = found.warning.text, found.warning.start, found.warning.end
    title, why, _remove = WARNING_TEXTS.get(found.kind, (found.kind.label, "", ""))
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Asked(
        PREFIX + found.mark,
        title,
        why,
        f"…{before}" if start > AROUND else before,
        found.words,
        f"{after}…" if end + AROUND < len(text) else after,
        typed,
    )
