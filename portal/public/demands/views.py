from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.public.demands import follow_up, merged, voice
from portal.public.documents.views import previous_url
from portal.public.figures import STATES
from portal.public.paging import chosen, page_of, searched
from portal.public.themes_and_areas.tree import Vocabulary, areas, options, themes
from publications import reader
from publications.querysets import DocumentQuerySet
from publications.schemas import DemandDocument


def demands(request: HttpRequest) -> HttpResponse:
    """Filtered by theme, area, state and words; other query parameters are ignored."""
    known_themes, known_areas = themes(), areas()
    asked = {
        "q": searched(request),
        "theme": chosen(request, "theme", known_themes.by_key),
        "area": chosen(request, "area", known_areas.by_key),
        "state": chosen(request, "state", set(STATES)),
    }
    page = page_of(request, _found(asked, known_themes, known_areas))
    kept = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "section": "demands",
        "page": page,
        "demands": follow_up.listed(page),
        "q": asked["q"],
        "selects": _selects(asked, known_themes, known_areas),
        "is_filtered": bool(kept),
        "query": f"{kept}&" if kept else "",
    }
    return render(request, "public/demands/demands.html", context)


def _found(asked: dict[str, str], known_themes: Vocabulary, known_areas: Vocabulary) -> DocumentQuerySet:
    found = reader.documents("demand")
    if asked["q"]:
        found = found.filter(key=asked["q"]) if _is_key(asked["q"]) else found.matching(asked["q"])
    if asked["theme"]:
        found = found.about_theme(*known_themes.with_parts(asked["theme"]))
    if asked["area"]:
        found = found.about_area(*known_areas.with_parts(asked["area"]))
    if asked["state"]:
        found = found.in_state(asked["state"])
    return found


def _is_key(words: str) -> bool:
    """Whether ``q`` is only a number, which is a demand's key."""
    return words.isascii() and words.isdigit()


def _selects(asked: dict[str, str], known_themes: Vocabulary, known_areas: Vocabulary) -> list[dict[str, Any]]:
    states = [(state, render_to_string("_components/state_word.html", {"state": state}).strip()) for state in STATES]
    selects = (
        ("theme", _("Theme"), _("All themes"), options(known_themes)),
        ("area", _("Area"), _("All areas"), options(known_areas)),
        ("state", _("State"), _("All states"), states),
    )
    return [
        {"name": name, "label": label, "everything": everything, "options": options, "chosen": asked[name]}
        for name, label, everything, options in selects
    ]


def demand(request: HttpRequest, *, key: str) -> HttpResponse:
    """One query: the document contains everything that the page shows."""
    edition = reader.live("demand", key)
    body = edition.body
    if body.merged_into is not None:
        return merged.redirect("demand", body)
    context = {
        "section": "demands",
        "edition": edition,
        "demand": body,
        "way": follow_up.way(body),
        "is_overdue": follow_up.is_overdue(body),
        "days_in_state": follow_up.days_since(body.since),
        "last_step": body.steps[-1] if body.steps else None,
        "answer": body.answers[-1] if body.answers else None,
        "earlier_answers": body.answers[-2::-1],
        "unanswered_since": follow_up.unanswered_since(body),
        "commitments": follow_up.commitments(body),
        "judgement": voice.judgement(body),
        "mentions": _linked(body),
        "previous_url": previous_url(edition),
        "page_title": body.title,
    }
    return render(request, "public/demands/demand.html", context)


def _linked(demand: DemandDocument) -> list[dict[str, Any]]:
    return [
        entry.__dict__ | {"url": reverse("public:meeting", args=[entry.source_key]) if entry.source_key else ""}
        for entry in demand.mentions
    ]
