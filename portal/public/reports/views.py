from __future__ import annotations

import json
from collections.abc import Collection
from sys import getsizeof
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from core.web.memory_cache import MemoryCache
from portal.public.demands.follow_up import due_day, is_overdue, mentions_after
from portal.public.demands.merged import standing_for
from portal.public.paging import page_of
from portal.public.press import views as press
from publications import reader
from publications.models import Edition, parsed
from publications.schemas import DemandDocument, ReportDocument

FACTS_BYTES = 1024 * 1024
# By the sha256 of an edition, whose text is not kept for it.
ASKED: MemoryCache[str, tuple[str, ...]] = MemoryCache(FACTS_BYTES, getsizeof)
DUE: MemoryCache[str, str] = MemoryCache(FACTS_BYTES, getsizeof)


def reports(request: HttpRequest) -> HttpResponse:
    page = page_of(request, reader.documents("report"))
    rows = [document.live for document in page]
    return render(request, "public/reports/reports.html", {"section": "reports", "page": page, "editions": rows})


def report(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = reader.live("report", key, pdf_language=get_language())
    return _shown(request, edition, is_live=True, has_kit=press.exists(key))


def report_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL with permanent content."""
    return _shown(request, reader.edition("report", key, number), is_live=False)


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool, has_kit: bool = False) -> HttpResponse:
    """Two queries: the edition, and the current states of its demands; of the live one whether it has a press kit. One more where the process remembers no part of the page.

    Templates call what is callable here: prerendered parts need nothing of the body, whose objects take longer to make than all else.
    """

    def body() -> Any:
        return edition.body

    context = {
        "section": "reports",
        "edition": edition,
        "is_live": is_live,
        "report": body,
        "meeting": lambda: body().meeting,
        **_demands_today(edition),
        "has_kit": has_kit,
        "days_to_publish": lambda: _days_to_publish(edition),
        "page_title": lambda: body().title,
        "description": lambda: body().lead,
        "og_type": "article",
    }
    return render(request, "public/reports/report.html", context)


def _days_to_publish(edition: Edition) -> int | None:
    """Days from the meeting to its report. ``None`` where the day is not known, for a corrected edition, which does not have the date of the first one, and for
    the demonstration, which was entered years later.
    """
    if edition.number > 1 or edition.body.demonstration:
        return None
    held_on = edition.body.meeting.held_on
    return (timezone.localdate(edition.published_at) - held_on).days if held_on else None


def _demands_today(edition: Edition) -> dict[str, Any]:
    """``demands`` in the report's wording, each with its live document, ``None`` if that was withdrawn.

    Computed lazily by the template. ``standing`` is a cache key: everything that they depend on besides the report, that is the live
    editions, and which of them are overdue.
    """
    keys = _asked(edition)
    live = reader.listed(DemandDocument.kind, keys)
    merged = {} if len(live) == len(keys) else _merged(keys, live)
    facts = {sha256: _due_on(sha256, canonical) for sha256, canonical in live.items()}
    facts |= {each.sha256: _due_on(each.sha256, each.canonical) for each in merged.values()}
    today = timezone.localdate().isoformat()

    def rows() -> list[dict[str, Any]]:
        bodies = {body.key: body for body in map(parsed, live.values())}
        bodies |= {key: each.body for key, each in merged.items()}
        report: Any = edition.body
        return [_today(point, bodies.get(point.demand_key), report) for point in report.demands]

    standing = tuple(sorted((sha256, bool(due) and due < today) for sha256, due in facts.items()))
    return {"demands": SimpleLazyObject(rows), "standing": standing}


def _asked(edition: Edition) -> tuple[str, ...]:
    """The keys of the demands of a report. Only them: making its objects takes longer than all else that a kept page needs."""
    keys = ASKED.get(edition.sha256)
    if keys is None:
        points = json.loads(edition.canonical)["body"].get("demands", ())
        keys = tuple({point["demand_key"]: None for point in points})
        ASKED.put(edition.sha256, keys)
    return keys


def _due_on(sha256: str, canonical: str) -> str:
    """The day after which a demand is overdue; "" for one that cannot be."""
    day = DUE.get(sha256)
    if day is None:
        body = json.loads(canonical)["body"]
        day = due_day(body["state"], body.get("due_on")) or ""
        DUE.put(sha256, day)
    return day


def _merged(keys: Collection[str], live: dict[str, str]) -> dict[str, Edition]:
    """By key, what stands now for demands that no list shows."""
    return standing_for(sorted(set(keys) - {parsed(canonical).key for canonical in live.values()}))


def _today(point: Any, demand: Any, report: ReportDocument) -> dict[str, Any]:
    return {
        "point": point,
        "demand": demand,
        "is_overdue": bool(demand) and is_overdue(demand),
        "mentions_after": mentions_after(demand, report.meeting.held_on) if demand and report.meeting.held_on else 0,
    }
