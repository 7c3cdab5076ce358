"""What is coming: a month at a glance, and the same for the calendars of phones."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.public import vocabulary
from publications import calendars, square
from publications.models import Document, Edition
from reference.models import PoliceUnit

KEPT = dt.timedelta(days=120)
MOST = 300
FIRST_YEAR, LAST_YEAR = 2000, 2200


def month(request: HttpRequest, *, year: int | None = None, month: int | None = None) -> HttpResponse:
    """A month from Monday to Sunday."""
    today = timezone.localdate()
    first = today.replace(day=1) if year is None or month is None else _first_day(year, month)
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    documents = (
        square.documents("meeting").filter(listed_on__range=(weeks[0][0], weeks[-1][-1])).order_by("listed_on", "id")
    )
    on: dict[dt.date, list[Any]] = {}
    for document in documents[:MOST]:
        if document.live:
            on.setdefault(document.listed_on, []).append(document.live.body)
    context = {
        "section": "meetings",
        "first": first,
        "today": today,
        "weeks": [
            [{"day": day, "meetings": on.get(day, []), "is_outside": day.month != first.month} for day in week]
            for week in weeks
        ],
        "meetings": [meeting for day, found in sorted(on.items()) if day.month == first.month for meeting in found],
        **_nearest(first, (first + dt.timedelta(days=32)).replace(day=1)),
        "weekdays": weeks[0],
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


def _first_day(year: int, month: int) -> dt.date:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    return dt.date(year, month, 1)


def _nearest(first: dt.date, after: dt.date) -> dict[str, dt.date | None]:
    """The months before and after that have a meeting: nobody, and no crawler, walks through empty ones. Two queries."""
    meetings = square.documents("meeting")
    before = meetings.filter(listed_on__lt=first).values_list("listed_on", flat=True).first()
    later = (
        meetings.filter(listed_on__gte=after).order_by("listed_on", "id").values_list("listed_on", flat=True).first()
    )
    return {"before": before and before.replace(day=1), "after": later and later.replace(day=1)}
