"""Replays the Meknès meeting by the real actions, each step by the demonstration user with that function."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User
from consultations.models import Attendance, Intervention, Meeting, Point, Report
from consultations.planning import meetings
from consultations.record import attendance, contributions, points
from consultations.reports import steps as reports
from consultations.reports.approval import pending_report
from core.text.texts import Texts
from demo import findings, meknes, people
from reference.models import Area, PoliceUnit, Theme


def replay() -> Meeting | None:
    """Record, draft, review, approve and publish the meeting; ``None`` if that was done before."""
    users = people.ensure()
    if Meeting.objects.filter(is_demonstration=True, held_on=meknes.HELD_ON).exists():
        return None
    with transaction.atomic(), pghistory.context(source="demonstration"):
        meeting = _record(users["recorder"])
        report = _write(meeting, users["editor"])
        reports.approve(report, by=users["head"], seen=pending_report(report, approver=users["head"]).fingerprint)
    return meeting


def _record(recorder: User) -> Meeting:
    meeting = _open(recorder)
    officials = [_official(meeting, official, recorder) for official in meknes.OFFICIALS]
    civil_society = attendance.add(
        meeting, by=recorder, side="civil_society", function=meknes.CIVIL_SOCIETY, is_group=True
    )
    _say(meeting, recorder, "opening", officials[-1], meknes.OPENING)
    agreement = _say(meeting, recorder, "contribution", civil_society, meknes.ON_AGREEMENT, is_collective=True)
    asking = _say(meeting, recorder, "contribution", civil_society, meknes.ON_DEMANDS, is_collective=True)
    _say(meeting, recorder, "conclusion", None, meknes.CONCLUSION)
    for noted in meknes.CONSENSUS:
        _note(meeting, recorder, Point.Kind.CONSENSUS, noted, agreement)
    for noted in meknes.DEMANDS:
        _note(meeting, recorder, Point.Kind.DEMAND, noted, asking)
    return meetings.move(meeting, by=recorder, move="close")


def _open(recorder: User) -> Meeting:
    district = PoliceUnit.objects.get(key="meknes_district_2")
    meeting = meetings.create(
        by=recorder,
        title=meknes.TITLE,
        kind=Meeting.Kind.OPEN,
        new_series=meknes.SERIES,
        requester=Meeting.Requester.CELL,
        level="district",
        organiser=PoliceUnit.objects.get(key="meknes"),
        unit=district,
        venue=meknes.VENUE,
        held_on=meknes.HELD_ON,
        part_of_day=Meeting.PartOfDay.EVENING,
        is_demonstration=True,
        axes=meknes.AXES,
    )
    return meetings.move(meeting, by=recorder, move="open")


def _official(meeting: Meeting, official: meknes.Official, recorder: User) -> Attendance:
    return attendance.add(
        meeting,
        by=recorder,
        side="police",
        function=official.function,
        is_acting=official.is_acting,
        role=official.role,
        unit=PoliceUnit.objects.get(key=official.unit),
    )


def _say(
    meeting: Meeting, recorder: User, kind: str, speaker: Attendance | None, text: Texts, *, is_collective: bool = False
) -> Intervention:
    return contributions.contribute(
        meeting, by=recorder, kind=kind, speaker=speaker, text=text, is_collective=is_collective
    )


def _note(meeting: Meeting, recorder: User, kind: str, noted: meknes.Noted, carried_by: Intervention) -> Point:
    whole_city = Area.objects.filter(key="meknes")
    return points.note_point(
        meeting,
        by=recorder,
        kind=kind,
        title=noted.title,
        text=noted.text,
        substance=noted.substance,
        interventions=[carried_by],
        themes=Theme.objects.filter(key__in=noted.themes),
        areas=whole_city,
        new_demand=kind == Point.Kind.DEMAND,
    )


def _write(meeting: Meeting, editor: User) -> Report:
    report = reports.draft(meeting, by=editor)
    report = reports.edit(
        report,
        by=editor,
        version=report.version,
        title=meknes.HEADLINE,
        lead=meknes.LEAD,
        opening=report.opening,
        conclusion=report.conclusion,
        change_note=Texts(),
        points={},
    )
    findings.keep(pending_report(report), by=editor)
    return reports.submit(report, by=editor)
