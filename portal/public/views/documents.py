"""What every kind of document offers besides its page: the exact JSON, and each edition of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from publications import square
from publications.models import Edition


def live_json(request: HttpRequest, *, kind: str, key: str) -> HttpResponse:
    return _exact_json(square.live(kind, key))


def edition_json(request: HttpRequest, *, kind: str, key: str, number: int) -> HttpResponse:
    return _exact_json(square.edition(kind, key, number))


def _exact_json(edition: Edition) -> HttpResponse:
    """Byte for byte what was hashed; any site may read it."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(edition.canonical.encode(), content_type="application/json", headers=headers)
