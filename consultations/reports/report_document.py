"""Composes the published documents of a meeting and of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any, cast

from accounts.models import HeldFunction, User
from consultations.models import Attendance, Intervention, Meeting, Point, Report, ReportedPoint
from consultations.record.headcounts import headcounts
from core.text.texts import Texts
from proposals.demands.demand_document import live_bodies, names_to_read
from proposals.models import Demand, Mention
from publications.canonical import canonical_json, sha256
from publications.models import Document
from publications.schemas import DemandDocument
from publications.schemas.base import AreaRef, ThemeRef, UnitRef
from publications.schemas.meeting import AgendaTopic, DemandRef, Headcount, MeetingDocument, MeetingFacts
from publications.schemas.report import Opening, Presence, ReportDocument, ReportedDemand, ReportedPoint as PublicPoint
from reference.models import PoliceUnit

HEAD_OF_CELL = Texts(
    ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell"
)


def compose_meeting(meeting: Meeting, *, report_key: str | None, state: str = "") -> MeetingDocument:
    """``report_key``: of its published report; ``state``: another one than the meeting's own.

    Of concerns on the agenda nothing is told, of demands what is published already.
    """
    return MeetingDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=meeting.title,
        facts=_facts(meeting, _attendances(meeting) if report_key else []),
        state=cast(Any, state or meeting.state),
        sentence=meeting.public_sentence,
        agenda=_agenda(meeting),
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in meeting.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in meeting.areas.all()],
        capacity=meeting.capacity,
        invitation_rule=meeting.invitation_rule,
        map_url=meeting.map_url,
        takes_registrations=meeting.takes_registrations,
        answers_until=meeting.answers_until,
        report_key=report_key,
    )


def compose_report(report: Report, *, approver: User | None = None) -> ReportDocument:
    """The report as the public will read it. The approver appears by function, never by name."""
    meeting = report.meeting
    reported = list(
        report.reported_points.filter(point__in=Point.objects.reportable())
        .select_related("point__demand", "point__owner_unit", "point__owner_institution")
        .prefetch_related("point__themes", "point__areas")
    )
    consensus = [row for row in reported if row.point.kind == Point.Kind.CONSENSUS]
    demands = [row for row in reported if row.point.kind == Point.Kind.DEMAND]
    others = [row for row in reported if row not in consensus and row not in demands]
    attendances = _attendances(meeting)
    return ReportDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=report.title,
        lead=report.lead,
        meeting=_facts(meeting, attendances),
        presence=[_presence(attendance) for attendance in attendances],
        opening=_opening(report),
        agreed=[PublicPoint(**_point(row)) for row in consensus],
        demands=_demands(meeting, demands),
        other_points=[PublicPoint(**_point(row)) for row in others],
        conclusion=report.conclusion,
        approved_by=_function_of(approver),
    )


def fingerprint(report: Report) -> str:
    """SHA-256 of :func:`told`, so that nobody approves what he or she did not read."""
    return sha256(told(report))


def told(report: Report) -> str:
    """All words that an approval of ``report`` would publish, as canonical JSON."""
    demands = list(Demand.objects.filter(points__meeting=report.meeting).distinct().order_by("number"))
    names = names_to_read(demands, live_bodies(demands))
    wordings = [
        [
            demand.number,
            demand.version,
            demand.title.model_dump(),
            demand.details.model_dump(),
            [name.model_dump() for name in names.get(demand.pk, [])],
        ]
        for demand in demands
    ]
    documents = {
        "report": compose_report(report),
        "meeting": compose_meeting(report.meeting, report_key=report.meeting.key),
    }
    published = {name: document.model_dump(mode="json") for name, document in documents.items()}
    # The sentence under which readers find the edition.
    return canonical_json(published | {"demands": wordings, "change_note": report.change_note.model_dump()})


def _facts(meeting: Meeting, attendances: Collection[Attendance]) -> MeetingFacts:
    """With the headcounts that the sentences of the report tell. ``attendances``: none before there is a report, because an announcement
    does not change with who arrives."""
    counts = {name: count.value for name, count in headcounts(meeting, attendances)._asdict().items() if count}
    same = ("key", "held_on", "part_of_day", "starts_at", "ends_at", "level", "requester")
    columns: dict[str, Any] = {"meeting_kind": meeting.kind} | {name: getattr(meeting, name) for name in same}
    return MeetingFacts(
        **columns,
        venue=meeting.venue,
        organiser=_unit(meeting.organiser),
        unit=_unit(meeting.unit),
        series=meeting.series.name if meeting.series else Texts(),
        axes=[axis.title for axis in meeting.axes.all()],
        headcount=Headcount(**counts),
    )


def _agenda(meeting: Meeting) -> list[AgendaTopic]:
    """The demands' published wording: what is not public is not made so by being placed on an agenda."""
    placed = meeting.agenda_items.filter(demand__isnull=False).values_list("axis_id", "demand__number")
    under: dict[int, list[str]] = {}
    for axis, number in placed:
        under.setdefault(axis, []).append(str(number))
    titles = _published_titles({key for keys in under.values() for key in keys})
    return [
        AgendaTopic(
            title=axis.title,
            topic_kind=cast(Any, axis.kind),
            minutes=axis.minutes,
            demands=[DemandRef(key=key, title=titles[key]) for key in under.get(axis.pk, []) if key in titles],
        )
        for axis in meeting.axes.all()
    ]


def _published_titles(keys: Collection[str]) -> dict[str, Texts]:
    listed = Document.objects.filter(kind=DemandDocument.kind, key__in=keys, is_listed=True).select_related("live")
    return {document.key: document.live.body.title for document in listed if document.live}


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
    """With its speaker where there is one: the text names the speakers where there are several."""
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
