from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.public.documents.views import previous_url
from portal.public.paging import page_of
from publications import reader
from publications.digest_voices import headline, shown, summary
from publications.models import Edition

OTHERS = 4
TOLD = ("headline", "groups", "mosaic", "numbers", "reached")
"""Names of :func:`publications.digest_voices.shown`. Templates call what is callable: prerendered parts need none of it."""


def digests(request: HttpRequest) -> HttpResponse:
    page = page_of(request, reader.documents("digest"))
    rows = [(document.live.body, headline(document.live.body)) for document in page if document.live]
    return render(request, "public/digests/digests.html", {"section": "digests", "page": page, "rows": rows})


def digest(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and the other digests. A third one where the process remembers no part of the page."""
    return _shown(request, reader.live("digest", key, pdf_language=get_language() or ""), is_live=True)


def digest_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL with permanent content."""
    return _shown(request, reader.edition("digest", key, number), is_live=False)


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    told = cache(lambda: shown(body))
    others = reader.documents("digest").exclude(pk=edition.document_id)[:OTHERS] if is_live else []
    context = {
        "section": "digests",
        "edition": edition,
        "is_live": is_live,
        "digest": body,
        **{name: lambda name=name: told()[name] for name in TOLD},
        "others": [row.live.body for row in others if row.live],
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": lambda: summary(body),
        "og_type": "article",
    }
    return render(request, "public/digests/digest.html", context)
