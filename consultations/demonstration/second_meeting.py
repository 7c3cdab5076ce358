"""Plays the example of spring 2019 through the real actions: planned, announced, attended, recorded and drafted; not yet approved."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import transaction

from accounts.models import User
from consultations.actions import agenda, announcing, attendance, meetings, record, reports
from consultations.demonstration import meknes, people, schools
from consultations.demonstration.meknes import Noted
from consultations.models import Attendance, Axis, Intervention, Meeting, Point
from core.texts import Texts
from proposals.models import Demand
from reference.models import Area, Institution, PoliceUnit, Theme


def play() -> Meeting | None:
    """``None`` where it was played before, or where the first meeting is missing."""
    users = people.ensure()
    first = Meeting.objects.filter(is_demonstration=True, held_on=meknes.HELD_ON).first()
    if first is None or Meeting.objects.filter(is_demonstration=True, held_on=schools.HELD_ON).exists():
        return None
    with transaction.atomic(), pghistory.context(source="demonstration"):
        meeting = _plan(first, users["recorder"])
        announcing.announce(meeting, by=users["head"], seen=announcing.fingerprint(meeting))
        _hold(meeting, users["recorder"])
        reports.draft(meeting, by=users["editor"])
    return meeting


def _plan(first: Meeting, recorder: User) -> Meeting:
    meeting = agenda.plan(
        by=recorder,
        title=schools.TITLE,
        kind=Meeting.Kind.THEMATIC,
        series=first.series,
        requester=Meeting.Requester.CELL,
        level="zone",
        organiser=PoliceUnit.objects.get(key="meknes"),
        unit=PoliceUnit.objects.get(key="meknes_zone_2"),
        venue=schools.VENUE,
        held_on=schools.HELD_ON,
        starts_at=schools.STARTS_AT,
        ends_at=schools.ENDS_AT,
        capacity=60,
        invitation_rule=schools.INVITATION_RULE,
        themes=Theme.objects.filter(key="schools_surroundings"),
        areas=Area.objects.filter(key="meknes"),
        axes=[meetings.Topic(title, minutes) for title, minutes in schools.AXES],
        is_demonstration=True,
    )
    agenda.begin_with_outstanding(meeting, by=recorder)
    return meeting


def _hold(meeting: Meeting, recorder: User) -> None:
    meetings.move(meeting, by=recorder, move="open")
    _acting_head, cell = [_official(meeting, recorder, official) for official in schools.OFFICIALS]
    attendance.add(
        meeting,
        by=recorder,
        side="institution",
        function=schools.EDUCATION,
        institution=Institution.objects.filter(kind=Institution.Kind.EDUCATION).first(),
    )
    parents = _from_civil_society(meeting, recorder, schools.PARENTS, is_woman=True)
    neighbours = _from_civil_society(meeting, recorder, schools.NEIGHBOURS, is_woman=False)
    ways, inside, summary = meeting.axes.filter(kind=Axis.Kind.TOPIC)

    def say(kind: str, speaker: Attendance | None, text: Texts, axis: Axis | None = None) -> Intervention:
        return record.contribute(meeting, by=recorder, kind=kind, speaker=speaker, text=text, axis=axis)

    say("opening", cell, schools.OPENING)
    evening = say("contribution", parents, schools.ON_EVENING, ways)
    light = say("contribution", neighbours, schools.ON_LIGHT, ways)
    say("reply", cell, schools.REPLY, ways)
    promise = say("commitment", cell, schools.PROMISE, inside)
    say("conclusion", cell, schools.CONCLUSION, summary)
    _note(meeting, recorder, Point.Kind.CONSENSUS, schools.AGREED, evening, light)
    _note(meeting, recorder, Point.Kind.DEMAND, schools.AGAIN, evening, demand=_asked_in_2018())
    _note(meeting, recorder, Point.Kind.DEMAND, schools.LIGHT, light, new_demand=True)
    session = _note(meeting, recorder, Point.Kind.COMMITMENT, schools.SESSION, promise)
    _owe(session, recorder, meeting.organiser)
    meetings.move(meeting, by=recorder, move="close")


def _asked_in_2018() -> Demand:
    return Demand.objects.get(themes__key="schools_surroundings", registered_on=meknes.HELD_ON)


def _official(meeting: Meeting, recorder: User, official: meknes.Official) -> Attendance:
    return attendance.add(
        meeting,
        by=recorder,
        side="police",
        function=official.function,
        is_acting=official.is_acting,
        role=official.role,
        unit=PoliceUnit.objects.get(key=official.unit),
    )


def _from_civil_society(meeting: Meeting, recorder: User, function: Texts, *, is_woman: bool) -> Attendance:
    return attendance.add(meeting, by=recorder, side="civil_society", function=function, is_woman=is_woman)


def _note(meeting: Meeting, recorder: User, kind: str, noted: Noted, *carried_by: Intervention, **more: Any) -> Point:
    return record.note_point(
        meeting,
        by=recorder,
        kind=kind,
        title=noted.title,
        text=noted.text,
        substance=noted.substance,
        interventions=carried_by,
        themes=Theme.objects.filter(key__in=noted.themes),
        areas=Area.objects.filter(key="meknes"),
        **more,
    )


def _owe(point: Point, recorder: User, unit: PoliceUnit) -> None:
    record.edit_point(
        point,
        by=recorder,
        version=point.version,
        interventions=list(point.interventions.all()),
        themes=list(point.themes.all()),
        areas=list(point.areas.all()),
        owner_unit=unit,
        due_on=schools.DUE_ON,
    )
