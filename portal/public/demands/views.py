"""The tracker (list, filters: ``filters.py``; unanswered: ``waiting.py``) and the page of one demand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from portal.public.demands import clock, follow_up, merged, voice, waiting
from portal.public.demands.filters import filters_of
from portal.public.demands.overview import overview
from portal.public.demands.promises import promises, shown_of
from portal.public.documents.views import previous_url
from portal.public.paging import WAITING, page_of
from publications import listings, reader
from publications.facets import ALL
from publications.schemas import DemandDocument


def demands(request: HttpRequest) -> HttpResponse:
    """The tracker: what nobody answered, where all stand, and the list with its filters. Two queries for what a process knows: the version
    of the store, and the rows; what the filters need is told there."""
    known = overview(reader.version())
    filters = filters_of(request, known.lists, known.counts, known.years)
    page = page_of(request, filters.found())
    rows, total, all_demands = follow_up.listed(page), filters.total, filters.counts.get(ALL, 0)
    today = timezone.localdate()
    context = {
        "section": "demands",
        "filters": filters,
        "waiting": known.waiting,
        "by_state": known.by_state,
        "standing": known.standing,
        "total": total,
        "all_demands": all_demands,
        "page": page,
        "demands": rows,
        "verdict_key": voice.KEY if any(row["verdicts"].lines for row in rows) else [],
        "list_standing": (today, filters.form_key, total, all_demands, page.ends, *(row["sha256"] for row in rows)),
        "query": f"{filters.query}&" if filters.query else "",
        "today": today,
    }
    return render(request, "public/demands/demands.html", context)


def unanswered(request: HttpRequest) -> HttpResponse:
    known = overview(reader.version())
    page = page_of(request, waiting.unanswered(), WAITING)
    rows = waiting.shown(page)
    context = {
        "section": "demands",
        "page": page,
        "rows": rows,
        "standing": waiting.standing(rows),
        "total": known.waiting["total"],
        **waiting.promise(),
    }
    return render(request, "public/demands/unanswered.html", context)


def demand(request: HttpRequest, *, key: str) -> HttpResponse:
    """One query: the document contains everything that the page shows. A second one where the process remembers no part of the page, one
    for what was said about demands that are merged into this one, and one for what answers it where a kind of document does.

    Templates call what is callable here: parts of the page that are remembered or kept need none of it.
    """
    edition = reader.live("demand", key, pdf_language=get_language() or "")
    body = edition.body
    if body.merged_into is not None:
        return merged.redirect("demand", body)
    answering, groups = listings.answering(key)
    context = {
        "section": "demands",
        "edition": edition,
        "demand": body,
        "answering": answering,
        "groups": groups,
        "way": lambda: follow_up.way(body),
        "is_overdue": lambda: follow_up.is_overdue(body),
        "days_in_state": lambda: follow_up.days_since(body.since),
        "last_step": body.steps[-1] if body.steps else None,
        "answer": body.answers[-1] if body.answers else None,
        "earlier_answers": body.answers[-2::-1],
        "unanswered_since": follow_up.unanswered_since(body),
        "commitments": lambda: follow_up.commitments(body),
        "shapes": lambda: tuple(each.shape for each in follow_up.commitments(body)),
        "passed": clock.passed(body),
        "today": timezone.localdate(),
        "judgement": voice.judgement(body),
        "verdicts_before": merged.verdicts_before(body),
        "promises": lambda: promises(body),
        "promises_today": lambda: shown_of(promises(body)),
        "is_awaited": body.promise_on is not None and body.promise_on >= timezone.localdate(),
        "mentions": lambda: _linked(body),
        "previous_url": lambda: previous_url(edition),
        "page_title": body.title,
    }
    return render(request, "public/demands/demand.html", context)


def _linked(demand: DemandDocument) -> list[dict[str, Any]]:
    return [
        entry.__dict__
        | {
            "when": entry.when,
            "url": reverse(f"public:{entry.source_kind}", args=[entry.source_key]) if entry.source_key else "",
        }
        for entry in demand.mentions
    ]
