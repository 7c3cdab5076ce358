from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.public.demands.follow_up import listed
from portal.public.figures.totals import Figures, figures
from portal.public.meetings.coming import coming
from portal.public.once_per_version import once_per_version
from publications import reader
from publications.digest_voices import headline
from publications.models import Document, Edition

LATEST_DEMANDS = 3


class Latest(NamedTuple):
    """The newest documents of each kind, of meetings those that are over, and the figures."""

    report: Edition | None
    digest: Edition | None
    meeting: Document | None
    demands: list[dict[str, Any]]
    figures: Figures


@once_per_version
def latest() -> Latest:
    report, digest = (reader.documents(kind).first() for kind in ("report", "digest"))
    return Latest(
        report and report.live,
        digest and digest.live,
        reader.documents("meeting").in_state("closed").first(),
        listed(reader.first_of(reader.documents("demand"), LATEST_DEMANDS)),
        figures(),
    )


def home(request: HttpRequest) -> HttpResponse:
    """Two queries for what a process knows: the version of the store, and the next meeting, which ends at its hour. ``standing``: what the
    page depends on beside that meeting."""
    version, today = reader.version(), timezone.localdate()
    known = latest(version)
    meeting = next(iter(coming(1)), known.meeting)
    context = {
        "report": known.report,
        "digest": known.digest and _digest(known.digest),
        "meeting": meeting and meeting.live and meeting.live.body,
        "demands": known.demands,
        "figures": known.figures,
        "standing": (version, today),
        "today": today,
    }
    return render(request, "public/home/home.html", context)


def _digest(edition: Edition) -> dict[str, Any]:
    """The newest one, with how much moved."""
    body: Any = edition.body
    return {"body": body, "headline": headline(body)}
