from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.public.demands.follow_up import is_overdue
from portal.public.documents.views import previous_url
from portal.public.kept_counts import kept
from portal.public.paging import page_of
from publications import reader
from publications.models import Document, parsed
from publications.schemas import DemandDocument, MeetingDocument

MOST_COMING = 20


def meetings(request: HttpRequest) -> HttpResponse:
    """Upcoming meetings, the nearest first, then past meetings, the newest first."""
    coming = list(_coming())
    page = page_of(request, reader.documents("meeting").exclude(pk__in=[document.pk for document in coming]))
    context = {
        "section": "meetings",
        "page": page,
        "coming": [document.live.body for document in coming] if page.is_first_shown else [],
        "meetings": [document.live.body for document in page],
    }
    return render(request, "public/meetings/meetings.html", context)


def _coming() -> Iterable[Document]:
    coming = reader.documents("meeting").in_state("announced").filter(listed_on__gte=timezone.localdate())
    return coming.order_by("listed_on", "id")[:MOST_COMING]


def meeting(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = reader.live("meeting", key)
    body = edition.body
    context = {
        "section": "meetings",
        "edition": edition,
        "meeting": body,
        "facts": body.facts,
        "is_coming": body.state != "closed" and not _is_over(body),
        "previous_url": previous_url(edition),
        "is_past": body.state == "announced" and _is_over(body),
        "takes_registrations": _takes_registrations(body),
        "demands": _demands_today(body),
        "raised": kept("demand", [f"meeting:{key}"]).get(f"meeting:{key}", 0),
        "page_title": body.title,
    }
    return render(request, "public/meetings/meeting.html", context)


def _is_over(meeting: MeetingDocument) -> bool:
    """Also of a meeting without a known day: only what was held is published without one."""
    return meeting.facts.held_on is None or meeting.facts.held_on < timezone.localdate()


def _demands_today(meeting: MeetingDocument) -> list[dict[str, Any]]:
    """The published demands of the agenda as they stand today. One query; none without such demands."""
    keys = [demand.key for topic in meeting.agenda for demand in topic.demands]
    live = reader.listed(DemandDocument.kind, keys)
    bodies = {body.key: body for body in map(parsed, live.values())}
    found = (bodies[key] for key in dict.fromkeys(keys) if key in bodies)
    return [{"demand": body, "is_overdue": is_overdue(body)} for body in found]


def _takes_registrations(meeting: MeetingDocument) -> bool:
    """According to the public document; the registration page also checks the current state."""
    if meeting.state != "announced" or not meeting.takes_registrations or _is_over(meeting):
        return False
    return meeting.answers_until is None or timezone.now() <= meeting.answers_until
