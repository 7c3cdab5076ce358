"""Composes the published documents of a meeting and of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from accounts.models import HeldFunction, User
from consultations.models import Attendance, Meeting, Point, Report, ReportedPoint
from core.texts import Texts
from proposals.models import Demand, Mention
from publications.canonical import canonical_json, sha256
from publications.schemas.base import AreaRef, ThemeRef, UnitRef
from publications.schemas.meeting import Headcount, MeetingDocument, MeetingFacts
from publications.schemas.report import Opening, Presence, ReportDocument, ReportedDemand, ReportedPoint as PublicPoint
from reference.models import PoliceUnit

HEAD_OF_CELL = Texts(
    ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell"
)


def compose_meeting(meeting: Meeting, *, report_key: str | None) -> MeetingDocument:
    state: Any = meeting.state
    return MeetingDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=meeting.title,
        facts=_facts(meeting),
        state=state,
        report_key=report_key,
    )


def compose_report(report: Report, *, approver: User | None = None) -> ReportDocument:
    """The report as the public will read it. The approver appears by function, never by name."""
    meeting = report.meeting
    reported = list(
        report.reported_points.select_related("point__demand").prefetch_related("point__themes", "point__areas")
    )
    consensus = [row for row in reported if row.point.kind == Point.Kind.CONSENSUS]
    demands = [row for row in reported if row.point.kind == Point.Kind.DEMAND]
    others = [row for row in reported if row not in consensus and row not in demands]
    return ReportDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=report.title,
        lead=report.lead,
        meeting=_facts(meeting),
        presence=[_presence(attendance) for attendance in _attendances(meeting)],
        opening=_opening(report),
        agreed=[PublicPoint(**_point(row)) for row in consensus],
        demands=_demands(meeting, demands),
        other_points=[PublicPoint(**_point(row)) for row in others],
        conclusion=report.conclusion,
        approved_by=_function_of(approver),
    )


def fingerprint(report: Report) -> str:
    """SHA-256 of all words that an approval of ``report`` would publish, so that nobody approves what he or she did not read."""
    demands = Demand.objects.filter(points__meeting=report.meeting).distinct().order_by("number")
    wordings = [
        [demand.number, demand.version, demand.title.model_dump(), demand.details.model_dump()] for demand in demands
    ]
    return sha256(canonical_json({"report": compose_report(report).model_dump(mode="json"), "demands": wordings}))


def _facts(meeting: Meeting) -> MeetingFacts:
    same = ("key", "held_on", "part_of_day", "starts_at", "ends_at", "level", "requester")
    columns: dict[str, Any] = {"meeting_kind": meeting.kind} | {name: getattr(meeting, name) for name in same}
    return MeetingFacts(
        **columns,
        venue=meeting.venue,
        organiser=_unit(meeting.organiser),
        unit=_unit(meeting.unit),
        series=meeting.series.name if meeting.series else Texts(),
        axes=[axis.title for axis in meeting.axes.all()],
        headcount=Headcount(
            people=meeting.declared_people,
            associations=meeting.declared_associations,
            women=meeting.declared_women,
        ),
    )


def _unit(unit: PoliceUnit) -> UnitRef:
    return UnitRef(key=unit.key, name=unit.name)


def _attendances(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendances.select_related("unit", "institution", "association"))


def _presence(attendance: Attendance) -> Presence:
    role: Any = attendance.role
    return Presence(
        function=attendance.function,
        acting=attendance.is_acting,
        organisation=attendance.organisation,
        role=role,
        name=attendance.name if attendance.name_is_public else "",
        is_group=attendance.is_group,
        people=attendance.people,
    )


def _opening(report: Report) -> Opening | None:
    if not report.opening:
        return None
    readable = report.meeting.interventions.filter(kind="opening", sealed=b"")
    first = readable.select_related("speaker").first()
    return Opening(speaker=first.speaker.function if first and first.speaker else Texts(), text=report.opening)


def _point(row: ReportedPoint) -> dict[str, Any]:
    point = row.point
    return {
        "point_kind": point.kind,
        "substance": point.substance,
        "title": row.title,
        "text": row.text,
        "themes": [ThemeRef(key=theme.key, name=theme.name) for theme in point.themes.all()],
        "areas": [AreaRef(key=area.key, name=area.name) for area in point.areas.all()],
    }


def _demands(meeting: Meeting, rows: Collection[ReportedPoint]) -> list[ReportedDemand]:
    """Each demand with how often this meeting carried it: counted from its voices, two queries for all."""
    voices = Mention.objects.from_meeting(meeting.key).values_list("demand_id", "is_counted")
    counted = Counter(demand for demand, is_counted in voices if is_counted)
    uncounted = {demand for demand, is_counted in voices if not is_counted}
    return [
        ReportedDemand(**_point(row), demand_key=demand.key, times=counted[demand.pk], uncounted=demand.pk in uncounted)
        for row in rows
        if (demand := row.point.demand)
    ]


def _function_of(approver: User | None) -> Texts:
    if approver and HeldFunction.Function.HEAD in approver.functions:
        return HEAD_OF_CELL
    return Texts()
