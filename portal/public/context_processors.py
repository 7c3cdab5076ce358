"""Context of the frame of every page. Reads neither session nor user, so that public pages set no cookies."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.public.themes_and_areas.tree import published
from publications.schemas import ReferenceEntry

HELPLINE_SECONDS = 60


def page(request: HttpRequest) -> dict[str, Any]:
    languages = language_links(request.path_info)
    square = getattr(request, "square_version", None)
    current = next((link for link in languages if link["is_current"]), None)
    return {
        "site": settings.SITE,
        "helplines": SimpleLazyObject(lambda: helplines(square)),
        "helplines_version": lambda: helplines_version(square),
        "language_links": languages,
        "canonical": current["absolute_url"] if current else "",
    }


def language_links(path: str) -> list[dict[str, Any]]:
    """Links to this page in each language; none for URLs without language, such as the office's."""
    prefixes = [f"/{code}/" for code, _name in settings.LANGUAGES]
    if path[:4] not in prefixes:
        return []
    active = get_language()
    return [
        {
            "code": code,
            "name": name,
            "url": f"/{code}/{path[4:]}",
            "absolute_url": f"{settings.PUBLIC_ORIGIN}/{code}/{path[4:]}",
            "is_current": code == active,
        }
        for code, name in settings.LANGUAGES
    ]


class _Remembered:
    helplines: tuple[ReferenceEntry, ...] = ()
    version = 0
    """Changes when they do, so that remembered parts of a page know which ones they show."""
    until = 0.0
    square: object = None
    """The state of the store in which a public page read them last."""


def helplines(square: object = None) -> tuple[ReferenceEntry, ...]:
    """The published emergency numbers, cached for a minute: they are on every page and rarely change.

    ``square``: the version of the published store for which the page is made, if known. A new version reads the numbers again, so
    that an approved number is shown immediately. While the database is down the last known numbers are shown, since people in
    danger need them.
    """
    is_new = None not in (square, _Remembered.square) and square != _Remembered.square
    if is_new or time.monotonic() >= _Remembered.until:
        try:
            found = tuple(published("helpline").in_use())
        except (DatabaseError, InterfaceError):
            return _Remembered.helplines
        _Remembered.version += _shown(found) != _shown(_Remembered.helplines)
        _Remembered.helplines = found
        _Remembered.until = time.monotonic() + HELPLINE_SECONDS
    _Remembered.square = square or _Remembered.square
    return _Remembered.helplines


def helplines_version(square: object = None) -> int:
    helplines(square)
    return _Remembered.version


def _shown(lines: tuple[ReferenceEntry, ...]) -> list[tuple[object, ...]]:
    return [(line.number, line.url, line.name, line.note, line.in_masthead) for line in lines]


def forget_helplines() -> None:
    _Remembered.until, _Remembered.square = 0.0, None
