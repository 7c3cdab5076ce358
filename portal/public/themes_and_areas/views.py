"""The pages of all themes and all areas."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.public.demands.follow_up import listed
from portal.public.figures import demands_under
from portal.public.paging import page_of
from portal.public.themes_and_areas import tree
from publications import reader
from reference.models import Area

LATEST_REPORTS = 5


def themes(request: HttpRequest) -> HttpResponse:
    context = {"section": "themes", "tree": _tree(tree.themes(), demands_under("themes"))}
    return render(request, "public/themes_and_areas/themes.html", context)


def theme(request: HttpRequest, *, key: str) -> HttpResponse:
    known = tree.themes()
    entry = _entry(known, key)
    keys = known.with_parts(key)
    page = page_of(request, reader.documents("demand").about_theme(*keys))
    reports = reader.documents("report").about_theme(*keys)[:LATEST_REPORTS]
    return render(request, "public/themes_and_areas/theme.html", _context("themes", known, entry, page, reports))


def areas(request: HttpRequest) -> HttpResponse:
    context = {"section": "areas", "tree": _tree(tree.areas(), demands_under("areas"))}
    return render(request, "public/themes_and_areas/areas.html", context)


def area(request: HttpRequest, *, key: str) -> HttpResponse:
    known = tree.areas()
    entry = _entry(known, key)
    keys = known.with_parts(key)
    page = page_of(request, reader.documents("demand").about_area(*keys))
    reports = reader.documents("report").about_area(*keys)[:LATEST_REPORTS]
    return render(request, "public/themes_and_areas/area.html", _context("areas", known, entry, page, reports))


def _entry(known: tree.Vocabulary, key: str) -> Any:
    if key not in known.by_key:
        raise Http404
    return known.by_key[key]


def _context(section: str, known: tree.Vocabulary, entry: Any, page: Any, reports: Any) -> dict[str, Any]:
    return {
        "section": section,
        "entry": entry,
        "parts": known.under(entry),
        "page": page,
        "demands": listed(page),
        "reports": [document.live.body for document in reports],
        "page_title": entry.name,
        "kind": Area.Kind(entry.area_kind).label if entry.area_kind else "",
    }


def _tree(known: tree.Vocabulary, counts: dict[str, int], parent: Any = None) -> list[dict[str, Any]]:
    return [
        {"entry": entry, "count": counts.get(entry.key, 0), "parts": _tree(known, counts, entry)}
        for entry in known.under(parent)
    ]
