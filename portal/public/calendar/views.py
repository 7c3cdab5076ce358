"""Meetings by month, and calendar feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import date_limits
from portal.common.months import MAX_MEETINGS, Month
from portal.public.themes_and_areas import tree
from publications import calendars, reader
from publications.models import Document, Edition

PAST_IN_FEED = dt.timedelta(days=120)


def month(request: HttpRequest, *, year: int | None = None, month: int | None = None) -> HttpResponse:
    """One month, with weeks from Monday to Sunday."""
    shown = Month.asked(year, month)
    documents = reader.documents("meeting")
    found = [
        (document.listed_on, document.live.body)
        for document in documents.filter(listed_on__range=shown.span).order_by("listed_on", "id")[:MAX_MEETINGS]
        # A meeting of which the day is not known has no place in a month.
        if document.live and document.live.body.facts.held_on
    ]
    context = {
        "section": "meetings",
        "month": shown,
        "weeks": shown.weeks(found),
        "meetings": [meeting for day, meeting in found if shown.holds(day)],
        **shown.nearest(documents, "listed_on"),
    }
    return render(request, "public/calendar/calendar.html", context)


def meeting(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = reader.live("meeting", key)
    if edition.body.facts.held_on is None:
        raise Http404
    return _file(str(edition.body.title), [edition], f"{key}.ics")


def every(request: HttpRequest) -> HttpResponse:
    return _file(_("Consultation meetings"), _coming(), "meetings.ics")


def of_unit(request: HttpRequest, *, key: str) -> HttpResponse:
    known = tree.units()
    if key not in known.by_key:
        raise Http404
    under = set(known.with_parts(key))
    editions = [edition for edition in _coming() if edition.body.facts.unit.key in under]
    return _file(_("Consultation meetings: %(what)s") % {"what": known.by_key[key].name}, editions, f"{key}.ics")


def of_theme(request: HttpRequest, *, key: str) -> HttpResponse:
    known = tree.themes()
    if key not in known.by_key:
        raise Http404
    documents = _documents().about_theme(*known.with_parts(key))
    name = _("Consultation meetings: %(what)s") % {"what": known.by_key[key].name}
    return _file(name, _editions(documents), f"{key}.ics")


def _documents() -> Any:
    since = timezone.localdate() - PAST_IN_FEED
    # An edition from before the bounds existed may have a day that calendars cannot represent; editions are immutable.
    return reader.documents("meeting").filter(listed_on__range=(since, date_limits.LAST)).order_by("listed_on", "id")


def _coming() -> list[Edition]:
    return _editions(_documents())


def _editions(documents: Iterable[Document]) -> list[Edition]:
    return [document.live for document in documents[:MAX_MEETINGS] if document.live]  # type: ignore[index]


def _file(name: str, editions: list[Edition], filename: str) -> HttpResponse:
    """URLs and identifiers come from the settings, not from the request, because the file is cached for all readers."""

    def page(key: str) -> str:
        return settings.PUBLIC_ORIGIN + reverse("public:meeting", args=[key])

    host = urlsplit(settings.PUBLIC_ORIGIN).hostname or ""
    content = calendars.calendar(name, editions, language=translation.get_language() or "ar", page=page, host=host)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=calendars.MEDIA_TYPE, headers=headers)
