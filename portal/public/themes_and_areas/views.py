"""The pages of all themes and all areas."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.text.ordering import dictionary_key
from portal.common.keyset import KeysetPage
from portal.public.demands.filters import in_area
from portal.public.demands.follow_up import listed
from portal.public.once_per_version import once_per_version
from portal.public.paging import page_of
from portal.public.themes_and_areas import tree
from portal.public.themes_and_areas.counts import Counts, area_counts, theme_counts
from portal.public.themes_and_areas.places import places
from publications import reader
from publications.schemas import ReferenceEntry
from reference.models import Area

LATEST_REPORTS = 5


class Numbered(NamedTuple):
    """A published list with the numbers of demands under its entries. ``standing``: what the drawn tree depends on."""

    published: tree.PublishedList
    counts: Counts
    standing: tuple[Hashable, ...]

    @classmethod
    def of(cls, published: tree.PublishedList, counts: Counts) -> Numbered:
        return cls(published, counts, (published.sha256, *sorted(counts.items())))


@once_per_version
def all_themes() -> Numbered:
    """Two queries, as below."""
    (published,) = tree.published_lists("theme")
    return Numbered.of(published, theme_counts(published.in_use))


@once_per_version
def all_areas() -> Numbered:
    (published,) = tree.published_lists("area")
    return Numbered.of(published, area_counts())


def themes(request: HttpRequest) -> HttpResponse:
    """One query for what a process knows, the version of the store. So in the views below, beside their rows."""
    return render(request, "public/themes_and_areas/themes.html", _whole("themes", all_themes(reader.version())))


def theme(request: HttpRequest, *, key: str) -> HttpResponse:
    published, counts, _standing = all_themes(reader.version())
    known = published.in_use
    entry = _entry(known, key)
    page = page_of(request, reader.documents("demand").under(f"theme:{key}"))
    reports = reader.documents("report").under(f"theme:{key}")[:LATEST_REPORTS]
    return render(
        request, "public/themes_and_areas/theme.html", _context("themes", known, entry, page, reports, counts)
    )


def areas(request: HttpRequest) -> HttpResponse:
    numbered = all_areas(reader.version())
    published, counts, _standing = numbered
    top = published.in_use.under(None)
    # The outline is that of the largest area, which has a name of its own: عمالة مكناس, not مكناس alone.
    territory = top[0].name if top else settings.SITE["territory"]
    context = _whole("areas", numbered) | {
        "territory": territory,
        "places": SimpleLazyObject(lambda: list(places(published.in_use, counts))),
    }
    return render(request, "public/themes_and_areas/areas.html", context)


def area(request: HttpRequest, *, key: str) -> HttpResponse:
    """With the demands for wider areas, which are asked for this one, too."""
    published, counts, _standing = all_areas(reader.version())
    known = published.in_use
    entry = _entry(known, key)
    page = page_of(request, in_area(reader.documents("demand"), known, key))
    reports = reader.documents("report").under(f"area:{key}")[:LATEST_REPORTS]
    context = _context("areas", known, entry, page, reports, counts)
    return render(
        request,
        "public/themes_and_areas/area.html",
        context | {"wider": [known.by_key[each] for each in known.above(key)]},
    )


def _entry(known: tree.Vocabulary, key: str) -> Any:
    if key not in known.by_key:
        raise Http404
    return known.by_key[key]


def _whole(section: str, numbered: Numbered) -> dict[str, Any]:
    """``tree`` is made only where it is not remembered."""
    return {
        "section": section,
        "tree": SimpleLazyObject(lambda: _tree(section, numbered.published.in_use, numbered.counts)),
        "standing": numbered.standing,
    }


def _context(
    section: str, known: tree.Vocabulary, entry: Any, page: KeysetPage, reports: Any, counts: Counts
) -> dict[str, Any]:
    return {
        "section": section,
        "entry": entry,
        "total": counts.get(entry.key, 0),
        "parts": [{"entry": part, "count": counts.get(part.key, 0)} for part in _in_order(section, known.under(entry))],
        "page": page,
        "demands": listed(page),
        "today": timezone.localdate(),
        "reports": [document.live.body for document in reports],
        "page_title": entry.name,
        "kind": Area.Kind(entry.area_kind).label if entry.area_kind else "",
    }


def _tree(section: str, known: tree.Vocabulary, counts: Counts, parent: Any = None) -> list[dict[str, Any]]:
    return [
        {"entry": entry, "count": counts.get(entry.key, 0), "parts": _tree(section, known, counts, entry)}
        for entry in _in_order(section, known.under(parent))
    ]


def _in_order(section: str, entries: list[ReferenceEntry]) -> list[ReferenceEntry]:
    """Areas by their names in the language of the page; themes as the office arranged them."""
    if section != "areas":
        return entries
    return sorted(entries, key=lambda entry: dictionary_key(entry.name, without_article=True))
