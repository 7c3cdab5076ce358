from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from portal.public.demands.follow_up import is_overdue
from portal.public.documents.views import previous_url
from portal.public.kept_counts import kept
from portal.public.meetings.coming import coming
from portal.public.paging import page_of
from publications import meeting_times, reader
from publications.models import parsed
from publications.schemas import DemandDocument, MeetingDocument

MOST_COMING = 20


def meetings(request: HttpRequest) -> HttpResponse:
    """Upcoming meetings, the nearest first, then past meetings, the newest first."""
    coming_now = coming(MOST_COMING)
    page = page_of(request, reader.documents("meeting").exclude(pk__in=[document.pk for document in coming_now]))
    context = {
        "section": "meetings",
        "page": page,
        "coming": [document.live.body for document in coming_now] if page.is_first_shown else [],
        "meetings": [document.live.body for document in page],
    }
    return render(request, "public/meetings/meetings.html", context)


def meeting(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = reader.live("meeting", key)
    body = edition.body
    rows = _demands_today(body)
    context = {
        "section": "meetings",
        "edition": edition,
        "meeting": body,
        "facts": body.facts,
        "is_ahead": meeting_times.is_ahead(body),
        "state": meeting_times.state_for_readers(body),
        "previous_url": previous_url(edition),
        "takes_registrations": _takes_registrations(body),
        "demands": rows,
        "standing": tuple((row["sha256"], row["is_overdue"]) for row in rows),
        "raised": kept("demand", [f"meeting:{key}"]).get(f"meeting:{key}", 0),
        "page_title": body.title,
    }
    return render(request, "public/meetings/meeting.html", context)


def _demands_today(meeting: MeetingDocument) -> list[dict[str, Any]]:
    """The published demands of the agenda as they stand today. One query; none without such demands."""
    keys = [demand.key for topic in meeting.agenda for demand in topic.demands]
    live = reader.listed(DemandDocument.kind, keys)
    bodies = {body.key: (sha256, body) for sha256, body in ((each, parsed(text)) for each, text in live.items())}
    found = (bodies[key] for key in dict.fromkeys(keys) if key in bodies)
    return [{"sha256": sha256, "demand": body, "is_overdue": is_overdue(body)} for sha256, body in found]


def _takes_registrations(meeting: MeetingDocument) -> bool:
    """According to the public document; the registration page also checks the current state."""
    if meeting.state != "announced" or not meeting.takes_registrations or meeting_times.has_begun(meeting.facts):
        return False
    return meeting.answers_until is None or clock.now() <= meeting.answers_until
