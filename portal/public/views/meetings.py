from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.public.lists import page_of
from publications import square


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
        "page_title": body.title,
    }
    return render(request, "public/meeting.html", context)
