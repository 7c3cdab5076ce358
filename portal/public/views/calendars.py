"""What is coming: a month at a glance, and the same for the calendars of phones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.months import MOST, Month
from portal.public import vocabulary
from publications import calendars, square
from publications.models import Document, Edition
from reference.models import PoliceUnit

KEPT = dt.timedelta(days=120)


def month(request: HttpRequest, *, year: int | None = None, month: int | None = None) -> HttpResponse:
    """A month from Monday to Sunday."""
    shown = Month.asked(year, month)
    documents = square.documents("meeting")
    found = [
        (document.listed_on, document.live.body)
        for document in documents.filter(listed_on__range=shown.span).order_by("listed_on", "id")[:MOST]
        if document.live
    ]
    context = {
        "section": "meetings",
        "month": shown,
        "weeks": shown.weeks(found),
        "meetings": [meeting for day, meeting in found if shown.holds(day)],
        **shown.nearest(documents, "listed_on"),
    }
    return render(request, "public/calendar.html", context)


def meeting(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = square.live("meeting", key)
    return _file(request, str(edition.body.title), [edition], f"{key}.ics")


def every(request: HttpRequest) -> HttpResponse:
    return _file(request, _("Consultation meetings"), _coming(), "meetings.ics")


def of_unit(request: HttpRequest, *, key: str) -> HttpResponse:
    unit = PoliceUnit.objects.using(settings.PUBLIC_DATABASE).filter(key=key).first()
    if unit is None:
        raise Http404
    under = {key, *_units_under(unit)}
    editions = [edition for edition in _coming() if edition.body.facts.unit.key in under]
    return _file(request, _("Consultation meetings: %(what)s") % {"what": unit.name}, editions, f"{key}.ics")


def of_theme(request: HttpRequest, *, key: str) -> HttpResponse:
    known = vocabulary.themes()
    if key not in known.by_key:
        raise Http404
    documents = _documents().about_theme(*known.with_parts(key))
    name = _("Consultation meetings: %(what)s") % {"what": known.by_key[key].name}
    return _file(request, name, _editions(documents), f"{key}.ics")


def _units_under(unit: PoliceUnit) -> set[str]:
    """Keys of all units below: three levels at most."""
    parents = {row.pk: row for row in PoliceUnit.objects.using(settings.PUBLIC_DATABASE).all()}
    below: set[str] = set()
    for row in parents.values():
        above = parents.get(row.parent_id)
        while above is not None:
            if above.pk == unit.pk:
                below.add(row.key)
                break
            above = parents.get(above.parent_id)
    return below


def _documents() -> Any:
    since = timezone.localdate() - KEPT
    return square.documents("meeting").filter(listed_on__gte=since).order_by("listed_on", "id")


def _coming() -> list[Edition]:
    return _editions(_documents())


def _editions(documents: Iterable[Document]) -> list[Edition]:
    return [document.live for document in documents[:MOST] if document.live]  # type: ignore[index]


def _file(request: HttpRequest, name: str, editions: list[Edition], filename: str) -> HttpResponse:
    def page(key: str) -> str:
        return request.build_absolute_uri(reverse("public:meeting", args=[key]))

    content = calendars.calendar(
        name, editions, language=translation.get_language() or "ar", page=page, host=request.get_host().split(":")[0]
    )
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=calendars.MEDIA_TYPE, headers=headers)
