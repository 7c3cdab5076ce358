"""Partnership agreements: the list, and the page of one with what is promised, done and late on the day of reading."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi

from portal.public.documents.views import previous_url
from portal.public.paging import page_of
from publications import reader
from publications.agreements import STANDING, WIDTH, Agreement, shown
from publications.models import Edition
from publications.schemas import PartnershipDocument

# Outlines around the point 0, 0 of the drawing: a star of eight points, a triangle, a lozenge, a square.
OUTLINES = {
    "done": "M12 0L8.5 3.5L8.5 8.5L3.5 8.5L0 12L-3.5 8.5L-8.5 8.5L-8.5 3.5L-12 0L-8.5 -3.5L-8.5 -8.5L-3.5 -8.5L0 -12L3.5 -8.5L8.5 -8.5L8.5 -3.5Z",
    "overdue": "M0 -12L12 10L-12 10Z",
    "planned": "M0 -12L12 0L0 12L-12 0Z",
    "in_progress": "M12 0L8.5 3.5L8.5 8.5L3.5 8.5L0 12L-3.5 8.5L-8.5 8.5L-8.5 3.5L-12 0L-8.5 -3.5L-8.5 -8.5L-3.5 -8.5L0 -12L3.5 -8.5L8.5 -8.5L8.5 -3.5ZM6 0L4 -4L0 -6L-4 -4L-6 0L-4 4L0 6L4 4Z",
    "closed": "M-8 -8H8V8H-8Z",
}
MARGIN = 30


def partnerships(request: HttpRequest) -> HttpResponse:
    page, today = page_of(request, reader.documents("partnership")), timezone.localdate()
    rows = [(row.live.body, shown(row.live.body, today)) for row in page if row.live]
    context = {"section": "partnerships", "page": page, "rows": rows, "standing": STANDING}
    return render(request, "public/partnerships/partnerships.html", context)


def partnership(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and the demands that it answers."""
    return _shown(request, reader.live("partnership", key), is_live=True)


def partnership_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number, as it read on the day on which it was published."""
    return _shown(request, reader.edition("partnership", key, number), is_live=False)


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    today = timezone.localdate() if is_live else timezone.localdate(edition.published_at)
    told = shown(body, today)
    context = {
        "section": "partnerships",
        "edition": edition,
        "is_live": is_live,
        "agreement": body,
        "told": told,
        "standing": STANDING[told.state],
        "course": _course(told),
        "today": today,
        "demands": _demands(body) if is_live else [],
        "coming": [each for each in body.reviews if each.on >= today],
        "past": [each for each in body.reviews if each.on < today],
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.objective,
        "og_type": "article",
    }
    return render(request, "public/partnerships/partnership.html", context)


def _course(told: Agreement) -> dict[str, Any]:
    """Places on the line of the drawing, from the side on which the language begins."""
    marks = [{"x": _at(row.x), "outline": OUTLINES[row.shape], "shape": row.shape, "row": row} for row in told.course]
    today = _at(told.today_x) if told.today_x is not None else None
    return {"marks": marks, "today": today, "begins": _at(0), "ends": _at(WIDTH)}


def _at(x: int) -> int:
    return MARGIN + (WIDTH - x if get_language_bidi() else x)


def _demands(body: PartnershipDocument) -> list[Any]:
    """As they stand today; those that left the public pages are left out. One query."""
    rows = reader.documents("demand").filter(key__in=body.demands) if body.demands else []
    found = [row.live.body for row in rows if row.live]
    return sorted(found, key=lambda demand: demand.number)
