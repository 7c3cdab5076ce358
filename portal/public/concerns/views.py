"""What associations wrote and allowed to be published, in the wording that a second person approved: the list and the page of one text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.public.demands import follow_up
from portal.public.documents.views import previous_url
from portal.public.paging import chosen, page_of
from portal.public.themes_and_areas.tree import options, published_lists
from publications import reader
from publications.labels import CONCERN_NATURES, CONCERN_SHAPES, CONCERN_STATES
from publications.models import Edition
from publications.querysets import DocumentQuerySet
from publications.schemas import ConcernDocument, DemandDocument


class LinkedDemand(NamedTuple):
    """A demand to which the text led, as it stands today. ``merged_into``: number of the demand that has its ledger now."""

    key: str
    number: int
    title: Any
    state: str
    is_overdue: bool
    merged_into: int | None


def concerns(request: HttpRequest) -> HttpResponse:
    """Sorted by the day of publication, never by the day of receipt. Three queries."""
    rows = reader.documents(ConcernDocument.kind)
    years = _years(rows)
    themes, areas = (each.in_use for each in published_lists("theme", "area"))
    asked = {
        "theme": chosen(request, "theme", themes.by_key),  # type: ignore[arg-type]
        "area": chosen(request, "area", areas.by_key),  # type: ignore[arg-type]
        "year": chosen(request, "year", years),
        "state": chosen(request, "state", dict(CONCERN_STATES)),
    }
    rows = rows.under(*(f"{name}:{asked[name]}" for name in ("theme", "area") if asked[name]))
    rows = rows.in_state(asked["state"]) if asked["state"] else rows
    if year := asked["year"]:
        rows = rows.filter(listed_on__gte=dt.date(int(year), 1, 1), listed_on__lte=dt.date(int(year), 12, 31))
    page = page_of(request, rows)
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "section": "concerns",
        "page": page,
        "rows": [_row(each.live.body) for each in page if each.live],
        "is_filtered": bool(query),
        "query": f"{query}&" if query else "",
        "selects": [
            _select("theme", _("Theme"), _("All themes"), options(themes), asked),
            _select("area", _("Area"), _("All areas"), options(areas), asked),
            _select("year", _("Year of publication"), _("All years"), [(year, year) for year in years], asked),
            _select("state", _("What became of it"), _("All"), list(CONCERN_STATES.items()), asked),
        ],
    }
    return render(request, "public/concerns/concerns.html", context)


def _years(rows: DocumentQuerySet) -> list[str]:
    """From the year of the last published text back to that of the first. One query, by the index of the list."""
    days = rows.order_by().aggregate(first=Min("listed_on"), last=Max("listed_on"))
    return [str(year) for year in range(days["last"].year, days["first"].year - 1, -1)] if days["first"] else []


def _row(body: Any) -> tuple[Any, Any, str, Any]:
    """The document, its state, the sign of that, and what kind of text it is."""
    return body, CONCERN_STATES[body.state], CONCERN_SHAPES[body.state], CONCERN_NATURES[body.nature]


def concern(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and how the documents stand today that it names."""
    return _shown(request, reader.live(ConcernDocument.kind, key), is_live=True)


def concern_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL."""
    return _shown(request, reader.edition(ConcernDocument.kind, key, number), is_live=False)


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    known = reader.standing(list(_named(body)))
    meeting = known.get(("meeting", body.meeting))
    context = {
        "section": "concerns",
        "edition": edition,
        "is_live": is_live,
        "concern": body,
        "nature": CONCERN_NATURES[body.nature],
        "state": CONCERN_STATES[body.state],
        "shape": CONCERN_SHAPES[body.state],
        "demands": [_demand(known[name]) for name in _named(body) if name[0] == "demand" and name in known],
        "meeting": meeting,
        "sender_url": _sender_url(body, known),
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "og_type": "article",
    }
    return render(request, "public/concerns/concern.html", context)


def _named(body: ConcernDocument) -> Iterator[tuple[str, str]]:
    """Kind and key of the documents that the page links."""
    yield from (("demand", key) for key in body.demands)
    if body.meeting:
        yield "meeting", body.meeting
    if body.sender and body.sender.key:
        yield "association", body.sender.key


def _demand(body: Any) -> LinkedDemand:
    found: DemandDocument = body
    return LinkedDemand(
        found.key, found.number, found.title, found.state, follow_up.is_overdue(found), found.merged_into
    )


def _sender_url(body: ConcernDocument, known: dict[tuple[str, str], Any]) -> str:
    """The page of the association in the directory, while it is there."""
    if body.sender and ("association", body.sender.key) in known:
        return reverse("public:association", args=[body.sender.key])
    return ""


def _select(
    name: str, label: Any, everything: Any, choices: list[tuple[str, Any]], asked: dict[str, str]
) -> dict[str, Any]:
    return {"name": name, "label": label, "everything": everything, "options": choices, "chosen": asked[name]}
