"""The recorder, the facilitator's screen and the service worker. They contain nothing of the meeting, so devices may cache them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.staff.decorators import needs
from portal.staff.recorder.decorators import answers_json, meeting_of

WORKER = Path(settings.BASE_DIR) / "static/js/recorder/service_worker.js"


@needs("consultations.record_meetings")
@require_safe
def recorder(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "staff/recorder/recorder.html", _addresses(request, pk))


@needs("consultations.view_meetings")
@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "staff/recorder/screen.html", _addresses(request, pk))


@answers_json("consultations.view_meetings")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Not a static file, because a service worker controls only paths below its own."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = reverse("staff:live_worker").removesuffix("worker.js")
    return response


def _addresses(request: HttpRequest, pk: int) -> dict[str, Any]:
    meeting = meeting_of(request, pk)
    names = ("state", "demands", "key", "batch")
    return {
        "meeting_pk": meeting.pk,
        "addresses": {name: reverse(f"staff:live_{name}", args=[pk]) for name in names},
        "may_open": request.user.has_perm("consultations.open_confidential"),
    }
