from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext as _

from portal.public.documents.views import previous_url
from portal.public.guide import contents
from portal.public.guide.contents import Chapter
from publications import reader
from publications.labels import AWAITS_JURIST
from publications.models import Edition, Rendering

LONGEST_SEARCH = 100


def guides(request: HttpRequest) -> HttpResponse:
    """The contents of the guide, and the paragraphs with the words of a search. Two queries, one for what a process knows."""
    known = contents.chapters(reader.version())
    words = " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    context = {
        "section": "guides",
        "chapters": known,
        "words": words,
        "found": contents.found(known, words),
        "pdf_size": _pdf_size(),
    }
    return render(request, "public/guide/guides.html", context)


def guide(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the version of the store, and the edition. A third one where the process remembers no part of the page."""
    return _shown(request, reader.live("guide", key), contents.chapters(reader.version()), is_live=True)


def guide_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL with permanent content."""
    return _shown(request, reader.edition("guide", key, number), [], is_live=False)


def guide_pdf(request: HttpRequest) -> HttpResponse:
    """All chapters in one file, in the language of the reader."""
    made = _pdfs().first()
    if made is None:
        raise Http404(_("The PDF of the guide is being prepared. Try again in a minute."))
    headers = {"Content-Disposition": f'inline; filename="guide-{made.language}.pdf"'}
    return HttpResponse(bytes(made.content), content_type=made.media_type, headers=headers)


def _shown(request: HttpRequest, edition: Edition, known: list[Chapter], *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    here = next((place for place, each in enumerate(known) if each.key == body.key), None)
    neighbours = (
        known[here - 1] if here else None,
        known[here + 1] if here is not None and here + 1 < len(known) else None,
    )
    language = body.text.in_language(get_language() or "").language
    context = {
        "section": "guides",
        "edition": edition,
        "is_live": is_live,
        "guide": body,
        "language": language,
        "is_fallback": language != get_language(),
        "blocks": lambda: contents.shown_blocks(body.text),
        "minutes": lambda: contents.minutes(body.text),
        "chapters": known,
        "number": known[here].number if here is not None else None,
        "previous": neighbours[0],
        "next": neighbours[1],
        # What the contents on the page depend on.
        "standing": tuple(each.version for each in known),
        "awaits_jurist": AWAITS_JURIST,
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.summary,
        "og_type": "article",
    }
    return render(request, "public/guide/guide.html", context)


def _pdfs() -> Any:
    rows = Rendering.objects.using(settings.PUBLIC_DATABASE).filter(
        edition__document__kind="guide", media_type=reader.PDF
    )
    return rows.filter(language=get_language() or "").order_by("-edition_id")


def _pdf_size() -> int | None:
    return _pdfs().values_list("size", flat=True).first()
