"""The directory: associations that consented to it, with the fields that each consented to show."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.public.paging import chosen, page_of
from portal.public.themes_and_areas.tree import Vocabulary, options, published_lists
from publications import listings, reader


def associations(request: HttpRequest) -> HttpResponse:
    """Filtered by theme and area; other query parameters are ignored."""
    known_themes, known_areas = (each.in_use for each in published_lists("theme", "area"))
    theme = chosen(request, "theme", known_themes.by_key)
    area = chosen(request, "area", known_areas.by_key)
    found = reader.documents("association")
    if theme:
        found = found.about_theme(*known_themes.with_parts(theme))
    if area:
        found = found.about_area(*known_areas.with_parts(area))
    page = page_of(request, found)
    kept = urlencode({name: value for name, value in (("theme", theme), ("area", area)) if value})
    context = {
        "section": "associations",
        "page": page,
        "total": found.count(),
        "associations": [document.live.body for document in page],
        "selects": [
            _select("theme", _("Theme"), _("All themes"), known_themes, theme),
            _select("area", _("Area"), _("All areas"), known_areas, area),
        ],
        "is_filtered": bool(kept),
        "query": f"{kept}&" if kept else "",
    }
    return render(request, "public/associations/associations.html", context)


def association(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and what names the association."""
    edition = reader.live("association", key)
    body: Any = edition.body
    context = {
        "section": "associations",
        "edition": edition,
        "association": body,
        "groups": listings.naming(key, shows_demands=body.shows_demands),
        "page_title": body.title,
    }
    return render(request, "public/associations/association.html", context)


def documents(request: HttpRequest, *, key: str, kind: str) -> HttpResponse:
    """All documents of one kind that name the association, newest first."""
    listing, body = listings.BY_KIND.get(kind), cast(Any, reader.live("association", key).body)
    if listing is None or not listing.names_associations or (listing.by_choice and not body.shows_demands):
        raise Http404
    page = page_of(request, reader.documents(kind).under(listings.facet_of(key)))
    context = {
        "section": "associations",
        "association": body,
        "listing": listing,
        "page": page,
        "rows": [listings.row_of(each.live.body, each.listed_on, key) for each in page],
    }
    return render(request, "public/associations/documents.html", context)


def criteria(request: HttpRequest) -> HttpResponse:
    return render(request, "public/associations/criteria.html", {"section": "associations"})


def _select(name: str, label: str, everything: str, known: Vocabulary, value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "everything": everything, "options": options(known), "chosen": value}
