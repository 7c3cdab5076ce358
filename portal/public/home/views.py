from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.public.demands.follow_up import listed
from portal.public.figures.totals import figures
from portal.public.meetings.coming import coming
from publications import reader
from publications.digest_voices import headline
from publications.models import Document, Edition

LATEST_DEMANDS = 3


def home(request: HttpRequest) -> HttpResponse:
    report = reader.documents("report").first()
    digest = reader.documents("digest").first()
    meeting = _next_meeting() or reader.documents("meeting").in_state("closed").first()
    context = {
        "report": report and report.live,
        "digest": _digest(digest.live) if digest and digest.live else None,
        "meeting": meeting and meeting.live.body,
        "demands": listed(reader.first_of(reader.documents("demand"), LATEST_DEMANDS)),
        "figures": figures(),
        "today": timezone.localdate(),
    }
    return render(request, "public/home/home.html", context)


def _digest(edition: Edition) -> dict[str, Any]:
    """The newest one, with how much moved."""
    body: Any = edition.body
    return {"body": body, "headline": headline(body)}


def _next_meeting() -> Document | None:
    return next(iter(coming(1)), None)
