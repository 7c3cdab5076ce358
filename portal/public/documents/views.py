"""Views for every kind of document: the exact JSON of each edition, its PDF, the list of its editions."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _, gettext_lazy

from publications import reader
from publications.models import Edition


class Words(NamedTuple):
    """``section``: the list of such documents; ``editions``: the heading above the editions of one."""

    section: str | Promise
    editions: str | Promise


WORDS: Final = {
    "report": Words(gettext_lazy("Reports"), gettext_lazy("All editions of this report")),
    "concern": Words(gettext_lazy("What associations wrote"), gettext_lazy("All editions of this text")),
    "guide": Words(gettext_lazy("Participatory guide"), gettext_lazy("All editions of this chapter")),
    "network": Words(gettext_lazy("Networks of associations"), gettext_lazy("All editions of this network")),
    "statement": Words(gettext_lazy("Statements of networks"), gettext_lazy("All editions of this statement")),
    "partnership": Words(gettext_lazy("Partnership agreements"), gettext_lazy("All editions of this agreement")),
    "training": Words(gettext_lazy("Trainings"), gettext_lazy("All editions of this training")),
    "programme": Words(gettext_lazy("Awareness programmes"), gettext_lazy("All editions of this programme")),
    "digest": Words(gettext_lazy("You said, we did"), gettext_lazy("All editions of this digest")),
}


def live_json(request: HttpRequest, *, kind: str, key: str) -> HttpResponse:
    return _exact_json(reader.live(kind, key))


def edition_json(request: HttpRequest, *, kind: str, key: str, number: int) -> HttpResponse:
    return _exact_json(reader.edition(kind, key, number))


def live_pdf(request: HttpRequest, *, kind: str, key: str) -> HttpResponse:
    edition = reader.live(kind, key)
    made = reader.rendering(edition, get_language() or "")
    if made is None:
        raise Http404(_("The PDF of this edition is being prepared. Try again in a minute."))
    stem = f"{kind}-{key}" if key.isdigit() else key
    name = f"{stem}-{edition.number}-{made.language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(bytes(made.content), content_type=made.media_type, headers=headers)


def editions(request: HttpRequest, *, kind: str, key: str) -> HttpResponse:
    live = reader.live(kind, key)
    rows = reader.editions().filter(document_id=live.document_id).order_by("-number")
    context = {
        "section": f"{kind}s",
        "edition": live,
        "words": WORDS[kind],
        "list_url": reverse(f"public:{kind}s"),
        "page_url": reverse(f"public:{kind}", args=[key]),
        "editions": [(row, *_urls(kind, key, row.number)) for row in rows],
        "page_title": live.body.title,
    }
    return render(request, "public/documents/editions.html", context)


def _urls(kind: str, key: str, number: int) -> tuple[str, str]:
    """Of the page and of the JSON of one edition."""
    return (
        reverse(f"public:{kind}_edition", args=[key, number]),
        reverse(f"public:{kind}_edition_json", args=[key, number]),
    )


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
