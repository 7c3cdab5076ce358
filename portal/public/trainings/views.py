from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from core import clock
from portal.public.documents.views import previous_url
from portal.public.paging import page_of
from publications import reader
from publications.labels import TRAINING_FEEDBACK, TRAINING_TOPICS
from publications.models import Edition
from publications.schemas import DemandDocument, TrainingDocument


def trainings(request: HttpRequest) -> HttpResponse:
    page = page_of(request, reader.documents(TrainingDocument.kind))
    rows = [_row(document.live.body) for document in page if document.live]
    return render(request, "public/trainings/trainings.html", {"section": "trainings", "page": page, "rows": rows})


def training(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and the demands that the training answers."""
    return _shown(request, reader.live(TrainingDocument.kind, key), is_live=True)


def training_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL with permanent content."""
    return _shown(request, reader.edition(TrainingDocument.kind, key, number), is_live=False)


def _row(body: Any) -> dict[str, Any]:
    return {"training": body, "topic": TRAINING_TOPICS[body.topic], "is_ahead": body.last_day >= clock.today()}


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    context = {
        "section": "trainings",
        "edition": edition,
        "is_live": is_live,
        **_row(body),
        "takes_enrolments": is_live and clock.today() <= min(body.enrol_until, body.first_day),
        "outcomes": _lines(body.outcomes),
        "demands": _demands(body) if is_live else [],
        "feedback": _feedback(body.feedback),
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.summary,
        "og_type": "article",
    }
    return render(request, "public/trainings/training.html", context)


def _lines(texts: Any) -> dict[str, Any]:
    """Lines, in the language in which they are shown."""
    text, language, _is_fallback = texts.in_language(get_language() or "")
    return {"language": language, "lines": [line.strip(" -") for line in text.splitlines() if line.strip(" -")]}


def _demands(body: TrainingDocument) -> list[Any]:
    """Demands that are still public, in their own words."""
    keys = body.demand_keys()
    rows = reader.documents(DemandDocument.kind).filter(key__in=keys) if keys else []
    return [row.live.body for row in rows if row.live]


def _feedback(counts: Any) -> list[tuple[Any, int]]:
    if counts is None:
        return []
    return [(label, getattr(counts, word)) for word, label in TRAINING_FEEDBACK.items()]
