"""Views for every kind of document: the exact JSON of each edition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from publications import reader
from publications.models import Edition


def live_json(request: HttpRequest, *, kind: str, key: str) -> HttpResponse:
    return _exact_json(reader.live(kind, key))


def edition_json(request: HttpRequest, *, kind: str, key: str, number: int) -> HttpResponse:
    return _exact_json(reader.edition(kind, key, number))


def previous_url(edition: Edition) -> str:
    """URL of the previous edition's JSON; "" for the first. For a closed edition that URL gives the reason."""
    if edition.number == 1:
        return ""
    kind, key = edition.body.kind, edition.body.key
    return reverse(f"public:{kind}_edition_json", args=[key, edition.number - 1])


def _exact_json(edition: Edition) -> HttpResponse:
    """The exact bytes that were hashed; any site may read them (CORS)."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(edition.canonical.encode(), content_type="application/json", headers=headers)
