"""What every page shows around its content. Touches neither session nor user, so that public pages stay without cookies."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from reference.models import Helpline

HELPLINE_SECONDS = 60


def page(request: HttpRequest) -> dict[str, Any]:
    languages = language_links(request.path_info)
    current = next((link for link in languages if link["is_current"]), None)
    return {
        "site": settings.SITE,
        "helplines": SimpleLazyObject(helplines),
        "helplines_version": helplines_version,
        "language_links": languages,
        "canonical": current["absolute_url"] if current else "",
    }


def language_links(path: str) -> list[dict[str, Any]]:
    """This page in each language; none for addresses that do not carry a language, such as the office's."""
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
    helplines: tuple[Helpline, ...] = ()
    version = 0
    """Changes when they do, so that remembered parts of a page know which ones they show."""
    until = 0.0


def helplines() -> tuple[Helpline, ...]:
    """Emergency numbers, remembered for a minute: they stand on every page and hardly ever change.

    With the database down the last known ones are shown; nobody in danger should meet an empty line.
    """
    if time.monotonic() >= _Remembered.until:
        try:
            found = tuple(Helpline.objects.for_the_public())
        except (DatabaseError, InterfaceError):
            return _Remembered.helplines
        _Remembered.version += _shown(found) != _shown(_Remembered.helplines)
        _Remembered.helplines = found
        _Remembered.until = time.monotonic() + HELPLINE_SECONDS
    return _Remembered.helplines


def helplines_version() -> int:
    helplines()
    return _Remembered.version


def _shown(lines: tuple[Helpline, ...]) -> list[tuple[object, ...]]:
    return [(line.number, line.name, line.note, line.in_masthead) for line in lines]


def forget_helplines() -> None:
    _Remembered.until = 0.0
