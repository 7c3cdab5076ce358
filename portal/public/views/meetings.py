from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.public.lists import page_of
from publications import square
from publications.schemas import MeetingDocument


def meetings(request: HttpRequest) -> HttpResponse:
    page = page_of(request, square.documents("meeting"))
    rows = [document.live.body for document in page]
    return render(request, "public/meetings.html", {"section": "meetings", "page": page, "meetings": rows})


def meeting(request: HttpRequest, *, key: str) -> HttpResponse:
    edition = square.live("meeting", key)
    body = edition.body
    context = {
        "section": "meetings",
        "edition": edition,
        "meeting": body,
        "facts": body.facts,
        "is_past": body.state == "announced" and body.facts.held_on < timezone.localdate(),
        "takes_registrations": _takes_registrations(body),
        "page_title": body.title,
    }
    return render(request, "public/meeting.html", context)


def _takes_registrations(meeting: MeetingDocument) -> bool:
    """As far as the public document says; the registration page itself knows better."""
    if meeting.state != "announced" or not meeting.takes_registrations or meeting.facts.held_on < timezone.localdate():
        return False
    return meeting.answers_until is None or timezone.now() <= meeting.answers_until
