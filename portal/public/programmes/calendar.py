"""The common calendar of programmes: by month, and as a file for the calendars of phones."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.common.months import Month
from portal.public.programmes import events
from publications import calendars, programme_calendars, reader
from publications.facets import months_between
from publications.models import Edition, FacetCount
from publications.schemas import ProgrammeDocument

KIND = ProgrammeDocument.kind
MOST, MOST_IN_MONTH = 300, 60
PAST_IN_FILE, AHEAD_IN_FILE = dt.timedelta(days=62), dt.timedelta(days=400)
PREFIX = "month:"


def month(request: HttpRequest, *, year: int | None = None, month: int | None = None) -> HttpResponse:
    """Four queries."""
    shown = Month.asked(year, month)
    name = f"{PREFIX}{shown.first:%Y-%m}"
    found = _editions(name, most=MOST_IN_MONTH + 1)
    editions = found[:MOST_IN_MONTH]
    context = {
        "section": "programmes",
        "month": shown,
        "weeks": events.weeks_of(shown, editions),
        "others": [events.row(body) for body in events.without_sessions(shown, editions)],
        "more": f"{shown.first:%Y-%m}" if len(found) > len(editions) else "",
        "before": _nearest(shown, is_later=False),
        "after": _nearest(shown, is_later=True),
    }
    return render(request, "public/programmes/calendar.html", context)


def every(request: HttpRequest) -> HttpResponse:
    """What goes on from two months ago on."""
    today = timezone.localdate()
    months = months_between(today - PAST_IN_FILE, today + AHEAD_IN_FILE)
    return _file(_("Awareness programmes"), _editions(*(f"{PREFIX}{each}" for each in months)), "programmes.ics")


def programme(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = reader.live(KIND, key)
    return _file(str(edition.body.title), [edition], f"{key}.ics")


def _editions(*facets: str, most: int = MOST) -> list[Edition]:
    """Those that began first."""
    rows = reader.documents(KIND).under_any(*facets).order_by("listed_on", "id")
    return [row.live for row in reader.first_of(rows, most)]  # type: ignore[misc]  # the same columns


def _nearest(shown: Month, *, is_later: bool) -> dt.date | None:
    """The nearest month that has a programme, so that neither people nor crawlers go through empty ones. One query."""
    own = f"{PREFIX}{shown.first:%Y-%m}"
    rows = FacetCount.objects.using(settings.PUBLIC_DATABASE).filter(kind=KIND, documents__gt=0)
    if is_later:
        found: Any = rows.filter(facet__gt=own, facet__lt=f"{PREFIX}A").order_by("facet")
    else:
        found = rows.filter(facet__lt=own, facet__gte=PREFIX).order_by("-facet")
    name = found.values_list("facet", flat=True).first()
    return dt.date.fromisoformat(f"{name.removeprefix(PREFIX)}-01") if name else None


def _file(name: str, editions: list[Edition], filename: str) -> HttpResponse:
    """URLs and identifiers come from the settings, not from the request, because the file is cached for all readers."""

    def page(key: str) -> str:
        return settings.PUBLIC_ORIGIN + reverse("public:programme", args=[key])

    host = urlsplit(settings.PUBLIC_ORIGIN).hostname or ""
    language = translation.get_language() or "ar"
    content = programme_calendars.calendar(name, editions, language=language, page=page, host=host)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=calendars.MEDIA_TYPE, headers=headers)
