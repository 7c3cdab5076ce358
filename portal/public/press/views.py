"""The press kit of a report, once its embargo is over: before that the square does not have it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext as _

from portal.public.documents import views as documents
from portal.public.documents.views import previous_url
from publications import press_picture, reader
from publications.models import Edition

KIND = "press_kit"


def press_kit(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = _live(key)
    body: Any = edition.body
    context = {
        "is_outdated": _is_outdated(edition),
        "section": "reports",
        "edition": edition,
        "kit": body,
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.summary,
        "og_type": "article",
    }
    return render(request, "public/press/press_kit.html", context)


def picture(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = _live(key)
    if _is_outdated(edition):
        raise Http404(_("The report was corrected since this picture was made: its own figures count."))
    made = reader.rendering(edition, get_language() or "", press_picture.PNG)
    if made is None:
        raise Http404(_("The picture is being prepared. Try again in a minute."))
    headers = {"Content-Disposition": f'inline; filename="press-kit-{made.language}.png"'}
    return HttpResponse(bytes(made.content), content_type=made.media_type, headers=headers)


def live_json(request: HttpRequest, *, key: str) -> HttpResponse:
    _live(key)
    return documents.live_json(request, kind=KIND, key=key)


def edition_json(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    _live(key)
    return documents.edition_json(request, kind=KIND, key=key, number=number)


def _is_outdated(edition: Edition) -> bool:
    """The report has a newer edition than the one of which the figures are. One query, and none where the process knows it."""
    body: Any = edition.body
    return reader.live("report", body.key).number != body.report_edition


def exists(key: str) -> bool:
    """Whether the report with this key has a kit. One query."""
    return bool(reader.listed(KIND, [key]))


def _live(key: str) -> Edition:
    """Raises what :func:`publications.reader.live` raises, also where the report itself was withdrawn."""
    reader.live("report", key)
    return reader.live(KIND, key)
