"""Awareness programmes: the list with its filters, and the page of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.public.documents.views import previous_url
from portal.public.paging import chosen, page_of
from portal.public.programmes import events
from portal.public.programmes.seasons import Season
from portal.public.themes_and_areas.tree import options, published_lists
from publications import reader
from publications.facets import JOINT
from publications.labels import AUDIENCES, PROGRAMME_STATES
from publications.models import Edition
from publications.schemas import ProgrammeDocument

KIND = ProgrammeDocument.kind
MOST_JOINT = 5
ORGANISERS = {
    "cell": _("the communication cell"),
    "association": _("associations"),
    "institution": _("other authorities"),
}


def programmes(request: HttpRequest) -> HttpResponse:
    """Newest first. Four queries."""
    rows = reader.documents(KIND)
    themes, areas = (each.in_use for each in published_lists("theme", "area"))
    asked = {
        "theme": chosen(request, "theme", themes.by_key),  # type: ignore[arg-type]
        "area": chosen(request, "area", areas.by_key),  # type: ignore[arg-type]
        "audience": chosen(request, "audience", dict(AUDIENCES)),
        "organiser": chosen(request, "organiser", dict(ORGANISERS)),
        "state": chosen(request, "state", dict(PROGRAMME_STATES)),
        "month": _month(request),
    }
    page = page_of(request, rows.under(*(f"{name}:{value}" for name, value in asked.items() if value)))
    query = urlencode({name: value for name, value in asked.items() if value})
    joint = [] if query else [each.live.body for each in reader.first_of(rows.under(JOINT), MOST_JOINT)]
    context = {
        "section": "programmes",
        "page": page,
        "rows": [events.row(each.live.body) for each in page if each.live],
        "joint": [(each, Season.of(each, _origins(joint))) for each in joint],
        "query": f"{query}&" if query else "",
        "is_filtered": bool(query),
        "selects": [
            _select("theme", _("Theme"), _("All themes"), options(themes), asked),
            _select("area", _("Area"), _("All areas"), options(areas), asked),
            _select("audience", _("For whom"), _("All"), list(AUDIENCES.items()), asked),
            _select("organiser", _("Organised by"), _("All"), list(ORGANISERS.items()), asked),
            _select("state", _("State of doing"), _("All"), list(PROGRAMME_STATES.items()), asked),
        ],
    }
    return render(request, "public/programmes/programmes.html", context)


def _month(request: HttpRequest) -> str:
    """As the calendar links it where it cannot show all of a month."""
    value = request.GET.get("month", "")
    return value if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value) else ""


def programme(request: HttpRequest, *, key: str) -> HttpResponse:
    """Three queries: the edition, how the documents stand today that it names, and the joint programmes that came of it."""
    return _shown(request, reader.live(KIND, key), is_live=True)


def programme_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL with permanent content."""
    return _shown(request, reader.edition(KIND, key, number), is_live=False)


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    known = reader.standing(list(_named(body)))
    joint = reader.first_of(reader.documents(KIND).under(f"origin:{body.key}"), MOST_JOINT) if is_live else []
    context = {
        "section": "programmes",
        "edition": edition,
        "is_live": is_live,
        "programme": body,
        "state": PROGRAMME_STATES[body.state],
        "audiences": list(events.audiences(body)),
        "days": events.span(body.begins_on, body.ends_on),
        "organisers": [(each, _url("association", each.key, known)) for each in body.organisers],
        "origins": [(each, _url(KIND, each.key, known)) for each in body.origins],
        "demands": [known[name] for name in _named(body) if name[0] == "demand" and name in known],
        "sessions": body.sessions,
        "joint": [each.live.body for each in joint],
        "is_over": body.ends_on < timezone.localdate() or body.state == "done",
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.summary,
        "og_type": "article",
    }
    return render(request, "public/programmes/programme.html", context)


def _named(body: ProgrammeDocument) -> Iterator[tuple[str, str]]:
    """Kind and key of the documents that the page links."""
    yield from (("demand", key) for key in body.demands)
    yield from ((KIND, origin.key) for origin in body.origins if origin.key)
    yield from (("association", each.key) for each in body.organisers if each.key)


def _origins(joint: list[Any]) -> dict[str, Any]:
    """By key, the programmes from which these came. One query."""
    names = [(KIND, origin.key) for each in joint for origin in each.origins if origin.key]
    return {key: body for (_kind, key), body in reader.standing(names).items()}


def _url(kind: str, key: str, known: dict[tuple[str, str], Any]) -> str:
    """The page, while the document is there."""
    return reverse(f"public:{kind}", args=[key]) if (kind, key) in known else ""


def _select(
    name: str, label: Any, everything: Any, choices: list[tuple[str, Any]], asked: dict[str, str]
) -> dict[str, Any]:
    return {"name": name, "label": label, "everything": everything, "options": choices, "chosen": asked[name]}
