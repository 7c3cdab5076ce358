"""Composes the published document of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from accounts.heads import is_acting_head
from accounts.models import HeldFunction, User
from consultations.models import Attendance, Carriage, Intervention, Meeting, Point, Report, ReportedPoint
from consultations.planning.meeting_document import attendances_of, facts_of
from core.text.texts import Texts
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.report import Opening, Presence, ReportDocument, ReportedDemand, ReportedPoint as PublicPoint

HEAD_OF_CELL = Texts(
    ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell"
)
ACTING_HEAD_OF_CELL = Texts(
    ar="رئيس خلية التواصل بالنيابة",
    fr="Chef de la cellule de communication par intérim",
    en="Acting head of the communication cell",
)


def compose_report(report: Report, *, approver: User | None = None) -> ReportDocument:
    """The report as it will be published. The approver is named by function."""
    meeting = report.meeting
    reported = list(
        report.reported_points.filter(point__in=Point.objects.reportable())
        .select_related("point__demand", "point__owner_unit", "point__owner_institution")
        .prefetch_related("point__themes", "point__areas")
    )
    consensus = [row for row in reported if row.point.kind == Point.Kind.CONSENSUS]
    demands = [row for row in reported if row.point.kind == Point.Kind.DEMAND]
    others = [row for row in reported if row not in consensus and row not in demands]
    attendances = attendances_of(meeting)
    return ReportDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=report.title,
        lead=report.lead,
        meeting=facts_of(meeting, attendances),
        presence=[_presence(attendance) for attendance in attendances],
        opening=_opening(report),
        agreed=[PublicPoint(**_point(row)) for row in consensus],
        demands=_demands(meeting, demands),
        other_points=[PublicPoint(**_point(row)) for row in others],
        conclusion=report.conclusion,
        approved_by=_function_of(approver),
    )


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
    """The opening contribution, with its speaker if there is only one; the text names several speakers."""
    if not report.opening:
        return None
    said = report.meeting.interventions.readable().filter(kind=Intervention.Kind.OPENING).select_related("speaker")
    speakers = {each.speaker for each in said}
    speaker = speakers.pop() if len(speakers) == 1 else None
    return Opening(speaker=speaker.function if speaker else Texts(), text=report.opening)


def _point(row: ReportedPoint) -> dict[str, Any]:
    point = row.point
    return {
        "point_kind": point.kind,
        "substance": point.substance,
        "title": row.title,
        "text": row.text,
        "themes": [ThemeRef(key=theme.key, name=theme.name) for theme in point.themes.all()],
        "areas": [AreaRef(key=area.key, name=area.name) for area in point.areas.all()],
        "owner": point.owner.name if point.owner else Texts(),
        "due_on": point.due_on,
    }


def _demands(meeting: Meeting, rows: Collection[ReportedPoint]) -> list[ReportedDemand]:
    """Each demand with the number of contributions that carried it, wherever merges have moved its mentions. Two queries."""
    carried = Carriage.objects.filter(point__meeting=meeting, mention__isnull=False)
    voices = list(carried.values_list("point__demand_id", "mention__is_counted"))
    counted = Counter(demand for demand, is_counted in voices if is_counted)
    uncounted = {demand for demand, is_counted in voices if not is_counted}
    return [
        ReportedDemand(**_point(row), demand_key=demand.key, times=counted[demand.pk], uncounted=demand.pk in uncounted)
        for row in rows
        if (demand := row.point.demand)
    ]


def _function_of(approver: User | None) -> Texts:
    if approver is None or HeldFunction.Function.HEAD not in approver.functions:
        return Texts()
    return ACTING_HEAD_OF_CELL if is_acting_head(approver) else HEAD_OF_CELL
