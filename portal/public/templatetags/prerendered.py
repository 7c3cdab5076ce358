"""Parts of pages of published editions that were written when the edition was published (ADR 38)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.templatetags.remembered import IGNORE_CACHE, MEMORY, Key, Remembered, parsed
from publications import prerendered_parts
from publications.models import Edition

register = template.Library()
_RECORDED: ContextVar[dict[str, str] | None] = ContextVar("recorded", default=None)


@contextmanager
def recording() -> Iterator[dict[str, str]]:
    """Inside, all parts are written anew; the dict gets them by key."""
    parts: dict[str, str] = {}
    tokens = _RECORDED.set(parts), IGNORE_CACHE.set(True)
    try:
        yield parts
    finally:
        _RECORDED.reset(tokens[0])
        IGNORE_CACHE.reset(tokens[1])


class Prerendered(Remembered):
    def __init__(self, place: Key, on: list[FilterExpression], nodes: NodeList) -> None:
        origin, line = place
        self.edition, *rest = on
        # The same on every node, wherever the portal is installed.
        super().__init__((Path(origin).relative_to(settings.BASE_DIR).as_posix(), line), rest, nodes)

    def render(self, context: Context) -> SafeString:
        edition: Edition = self.edition.resolve(context)
        key = (*self.place, get_language(), edition.sha256, *(expression.resolve(context) for expression in self.on))
        recorded = _RECORDED.get()
        if recorded is not None:
            part = recorded[_short(key)] = self.written(context)
            return part
        part = MEMORY.get(key)
        if part is None:
            found = _of(edition).get(_short(key))
            part = self.written(context) if found is None else mark_safe(found)  # noqa: S308  # nosec B308 B703  # rendered by this template, in a worker
            MEMORY.put(key, part)
        return part


@register.tag
def prerendered(parser: Parser, token: Token) -> Prerendered:
    """``{% prerendered edition is_live %}…{% endprerendered %}``: as ``{% remembered edition.sha256 is_live %}``, and a worker writes it beforehand.

    Only for content that says the same tomorrow: what depends on the day or on other documents stands outside, or names them among the
    arguments. These are texts, numbers, days, or tuples of such.
    """
    return Prerendered(*parsed(parser, token))


def _of(edition: Edition) -> Any:
    """One query for each page, and none for a page whose parts the process remembers."""
    if not hasattr(edition, "_prerendered_parts"):
        edition._prerendered_parts = prerendered_parts.read(edition, get_language() or "")  # type: ignore[attr-defined]
    return edition._prerendered_parts  # type: ignore[attr-defined]


def _short(key: Key) -> str:
    return hashlib.blake2b(repr(key).encode(), digest_size=12).hexdigest()
