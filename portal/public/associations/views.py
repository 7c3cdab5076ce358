"""The directory: associations that consented to it, with the fields that each consented to show."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.public.paging import chosen, page_of
from portal.public.themes_and_areas.tree import Vocabulary, options, published_lists
from publications import reader


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
    edition = reader.live("association", key)
    body = edition.body
    context = {"section": "associations", "edition": edition, "association": body, "page_title": body.title}
    return render(request, "public/associations/association.html", context)


def criteria(request: HttpRequest) -> HttpResponse:
    return render(request, "public/associations/criteria.html", {"section": "associations"})


def _select(name: str, label: str, everything: str, known: Vocabulary, value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "everything": everything, "options": options(known), "chosen": value}
