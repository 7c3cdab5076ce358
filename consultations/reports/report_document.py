"""Composes the published document of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any, cast

from django.db.models import Q

from accounts.heads import is_acting_head
from accounts.models import HeldFunction, User
from consultations.models import Attendance, Carriage, Intervention, Meeting, Point, Report, ReportedPoint
from consultations.planning.meeting_document import attendances_of, facts_of
from core.text.texts import Texts
from proposals.models import Demand
from publications.models import Document
from publications.schemas import DemandDocument, MeetingDocument
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.report import (
    Away,
    Figure,
    Opening,
    Presence,
    ReportDocument,
    ReportedDemand,
    ReportedPoint as PublicPoint,
)

# Kinds of points that have a section of the report of their own, beside demands.
KIND_OF_SECTION = {
    "figures": Point.Kind.FIGURE,
    "progress": Point.Kind.PROGRESS,
    "agreed": Point.Kind.CONSENSUS,
    "exchanges": Point.Kind.EXCHANGE,
}
# Kind and key of a document.
Listed = tuple[str, str]
HAVE_SECTIONS = frozenset({Point.Kind.DEMAND, *KIND_OF_SECTION.values()})
TOLD_WITH_A_POINT = ("demand", "owner_unit", "owner_institution", "about_demand", "about_meeting")
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
        .select_related(*(f"point__{name}" for name in TOLD_WITH_A_POINT))
        .prefetch_related("point__themes", "point__areas")
    )
    listed = _listed([row.point for row in reported])
    of_kind = {kind: [row for row in reported if row.point.kind == kind] for kind in Point.Kind.values}
    attendances = attendances_of(meeting)
    parts: dict[str, Any] = {
        part: [PublicPoint(**_point(row, listed)) for row in of_kind[kind]] for part, kind in KIND_OF_SECTION.items()
    }
    return ReportDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=report.title,
        lead=report.lead,
        meeting=facts_of(meeting, attendances),
        presence=[_presence(attendance) for attendance in attendances if attendance.is_present],
        away=[_away(attendance) for attendance in attendances if not attendance.is_present],
        opening=_opening(report),
        demands=_demands(meeting, of_kind[Point.Kind.DEMAND], listed),
        **parts,
        other_points=[PublicPoint(**_point(row, listed)) for row in reported if row.point.kind not in HAVE_SECTIONS],
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
        association_key=attendance.association.key if attendance.association and attendance.shows_association else "",
        chair=cast(Any, attendance.chair),
        on_behalf_of=attendance.on_behalf_of,
    )


def _away(attendance: Attendance) -> Away:
    return Away(
        function=attendance.function, organisation=attendance.organisation, attended=cast(Any, attendance.attended)
    )


def _opening(report: Report) -> Opening | None:
    """The opening contribution, with its speaker if there is only one; the text names several speakers."""
    if not report.opening:
        return None
    said = report.meeting.interventions.readable().filter(kind=Intervention.Kind.OPENING).select_related("speaker")
    speakers = {each.speaker for each in said}
    speaker = speakers.pop() if len(speakers) == 1 else None
    return Opening(speaker=speaker.function if speaker else Texts(), text=report.opening)


def _point(row: ReportedPoint, listed: Collection[Listed]) -> dict[str, Any]:
    point = row.point
    return {
        "point_kind": point.kind,
        "substance": point.substance,
        "title": row.title,
        "text": row.text,
        "themes": [ThemeRef(key=theme.key, name=theme.name) for theme in point.themes.all()],
        "areas": [AreaRef(key=area.key, name=area.name) for area in point.areas.all()],
        "owner": point.owner_name,
        "starts_on": point.starts_on,
        "due_on": point.due_on,
        "figure": _figure(point),
        "about_demand": _key(DemandDocument.kind, point.about_demand, listed),
        "about_meeting": _key(MeetingDocument.kind, point.about_meeting, listed),
    }


def _listed(points: Collection[Point]) -> set[Listed]:
    """Kind and key of the documents that the points are about and that readers can open. One query."""
    about = Q(kind=DemandDocument.kind, key__in={each.about_demand.key for each in points if each.about_demand})
    about |= Q(kind=MeetingDocument.kind, key__in={each.about_meeting.key for each in points if each.about_meeting})
    return set(Document.objects.filter(about, is_listed=True).values_list("kind", "key"))


def _key(kind: str, row: Demand | Meeting | None, listed: Collection[Listed]) -> str:
    return row.key if row and (kind, row.key) in listed else ""


def _figure(point: Point) -> Figure | None:
    if point.kind != Point.Kind.FIGURE or point.figure_value is None:
        return None
    value = f"{point.figure_value.normalize():f}"
    return Figure(value=value, unit=point.figure_unit, period=point.figure_period, source=point.figure_source)


def _demands(meeting: Meeting, rows: Collection[ReportedPoint], listed: Collection[Listed]) -> list[ReportedDemand]:
    """Each demand with the number of contributions that carried it, wherever merges have moved its mentions. Two queries."""
    carried = Carriage.objects.filter(point__meeting=meeting, mention__isnull=False)
    voices = list(carried.values_list("point__demand_id", "mention__is_counted"))
    counted = Counter(demand for demand, is_counted in voices if is_counted)
    uncounted = {demand for demand, is_counted in voices if not is_counted}
    return [
        ReportedDemand(
            **_point(row, listed), demand_key=demand.key, times=counted[demand.pk], uncounted=demand.pk in uncounted
        )
        for row in rows
        if (demand := row.point.demand)
    ]


def _function_of(approver: User | None) -> Texts:
    if approver is None or HeldFunction.Function.HEAD not in approver.functions:
        return Texts()
    return ACTING_HEAD_OF_CELL if is_acting_head(approver) else HEAD_OF_CELL
