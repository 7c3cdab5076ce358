"""Authors of names of other rows that the documents of a meeting show: whoever changed such a name is an author of the document."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, Q

from consultations.models import Meeting, Point, Report
from core.db.unions import in_any
from core.text.texts import Texts
from proposals.demands import voice_document
from proposals.demands.demand_document import live_bodies
from proposals.demands.name_authors import of_rows
from proposals.models import Demand, Mention
from publications import name_authors
from publications.models import Document
from publications.name_authors import Names
from publications.schemas import MeetingDocument, ReportDocument


def of_meeting(meeting: Meeting) -> Names:
    """By user id, the names on the page of ``meeting`` that this user changed and nobody approved since."""
    return of_rows(_shown_by_meeting(meeting), _live_texts(meeting))


def of_report(report: Report) -> Names:
    """The same for everything that an approval of ``report`` publishes: the report, the page of its meeting, the demands."""
    demands = _demands(report)
    live = [*_live_texts(report.meeting)]
    live += [name for body in live_bodies(demands).values() for name in name_authors.texts_in(body)]
    return of_rows([*_shown_by_report(report), *_shown_by_demands(demands, report.meeting)], live)


def _shown_by_meeting(meeting: Meeting) -> Iterator[Model]:
    yield from (meeting.unit, *meeting.themes.all(), *meeting.areas.all())
    asked = meeting.requesting_association if meeting.requester_agrees else None
    bodies = (meeting.organiser, meeting.organising_institution, meeting.requesting_institution, asked)
    yield from filter(None, (*bodies, meeting.series))


def _shown_by_report(report: Report) -> Iterator[Model]:
    meeting = report.meeting
    yield from _shown_by_meeting(meeting)
    for attendance in meeting.attendances.select_related("unit", "institution", "association"):
        association = attendance.association if attendance.shows_association else None
        yield from filter(None, (association, attendance.institution, attendance.unit))
    points = Point.objects.reportable().filter(reported__report=report)
    for point in points.select_related("owner_unit", "owner_institution").prefetch_related("themes", "areas"):
        yield from (*point.themes.all(), *point.areas.all(), *filter(None, (point.owner,)))


def asked_in(meeting: Meeting, *, field: str = "pk") -> Q:
    """The condition that ``field`` names a demand to which a point of ``meeting`` leads, or in whose ledger the meeting stands."""
    points = meeting.points.filter(demand__isnull=False).values("demand")
    return in_any(points, Mention.objects.from_meeting(meeting.key).values("demand"), field=field)


def _demands(report: Report) -> list[Demand]:
    rows = Demand.objects.filter(asked_in(report.meeting)).select_related("owner_unit")
    return list(rows.prefetch_related("themes", "areas").order_by("number"))


def _shown_by_demands(demands: list[Demand], meeting: Meeting) -> Iterator[Model]:
    for demand in demands:
        yield from (*demand.themes.all(), *demand.areas.all(), *filter(None, (demand.owner_unit,)))
    told = Q(is_public=True) | Q(pk__in=Mention.objects.from_meeting(meeting.key))
    voices = Mention.objects.filter(told, demand__in=demands, shows_name=True, association__isnull=False)
    yield from (voice.association for voice in voices.select_related("association") if voice.association)
    yield from voice_document.named(demands)


def _live_texts(meeting: Meeting) -> Iterator[Texts]:
    kinds = (MeetingDocument.kind, ReportDocument.kind)
    for document in Document.objects.filter(kind__in=kinds, key=meeting.key).select_related("live"):
        if document.live and not document.live.is_tombstone:
            yield from name_authors.texts_in(document.live.body)
