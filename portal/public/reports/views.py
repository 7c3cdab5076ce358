from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.public.demands.follow_up import is_overdue, mentions_after
from portal.public.demands.merged import standing_for
from portal.public.paging import page_of
from publications import reader
from publications.models import Edition, parsed
from publications.schemas import DemandDocument, ReportDocument


def reports(request: HttpRequest) -> HttpResponse:
    page = page_of(request, reader.documents("report"))
    rows = [document.live for document in page]
    return render(request, "public/reports/reports.html", {"section": "reports", "page": page, "editions": rows})


def report(request: HttpRequest, *, key: str) -> HttpResponse:
    return _shown(request, reader.live("report", key, pdf_language=get_language()), is_live=True)


def report_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    """An edition by number (also the live one), at a permanent URL with permanent content."""
    return _shown(request, reader.edition("report", key, number), is_live=False)


def _shown(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    """Two queries: the edition, and the current states of its demands."""
    body = edition.body
    context = {
        "section": "reports",
        "edition": edition,
        "is_live": is_live,
        "report": body,
        "meeting": body.meeting,
        **_demands_today(body),
        "days_to_publish": _days_to_publish(edition),
        "page_title": body.title,
        "description": body.lead,
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


def _demands_today(report: ReportDocument) -> dict[str, Any]:
    """``demands`` in the report's wording, each with its live document, ``None`` if that was withdrawn.

    Computed lazily by the template. ``standing`` is a cache key: everything that they depend on besides the report, that is the live
    editions, and the day, because of "overdue".
    """
    keys = {point.demand_key for point in report.demands}
    live = reader.listed(DemandDocument.kind, keys)
    merged = {} if len(live) == len(keys) else _merged(keys, live)

    def today() -> list[dict[str, Any]]:
        bodies = {body.key: body for body in map(parsed, live.values())}
        bodies |= {key: edition.body for key, edition in merged.items()}
        return [_today(point, bodies.get(point.demand_key), report) for point in report.demands]

    standing = (timezone.localdate(), *sorted(live), *sorted(edition.sha256 for edition in merged.values()))
    return {"demands": SimpleLazyObject(today), "standing": standing}


def _merged(keys: set[str], live: dict[str, str]) -> dict[str, Edition]:
    """By key, what stands now for demands that no list shows."""
    return standing_for(sorted(keys - {parsed(canonical).key for canonical in live.values()}))


def _today(point: Any, demand: Any, report: ReportDocument) -> dict[str, Any]:
    return {
        "point": point,
        "demand": demand,
        "is_overdue": bool(demand) and is_overdue(demand),
        "mentions_after": mentions_after(demand, report.meeting.held_on) if demand and report.meeting.held_on else 0,
    }
