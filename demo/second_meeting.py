"""Creates the example of spring 2019 by the real actions: planned, announced, answered, attended, recorded and drafted, but not
approved. Each action runs at its fictional time (core.time_travel)."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from accounts.models import User
from consultations.models import Meeting
from consultations.planning import agenda, announcement, meetings
from consultations.reports import steps as reports
from core.time_travel import happening
from demo import findings, meknes, people, schools, second_guests, second_session
from reference.models import Area, PoliceUnit, Theme


def play() -> Meeting | None:
    """Create the meeting; ``None`` if it exists already, or if the first meeting is missing."""
    users = people.ensure()
    first = Meeting.objects.filter(is_demonstration=True, held_on=meknes.HELD_ON).first()
    if first is None or Meeting.objects.filter(is_demonstration=True, held_on=schools.HELD_ON).exists():
        return None
    # One transaction, so that no worker sends a mail before the meeting is over: the recipients are invented.
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(schools.PLANNED_ON, 10)):
            meeting = _plan(first, users["recorder"])
        with happening(schools.hour(schools.ANNOUNCED_ON, 11)):
            findings.keep(announcement.pending_announcement(meeting), by=users["recorder"])
            read = announcement.pending_announcement(meeting)
            announcement.announce(meeting, by=users["head"], seen=read.fingerprint)
        coming = second_guests.answer(meeting, users["recorder"])
        second_session.hold(meeting, coming, users["recorder"])
        with happening(schools.hour(schools.HELD_ON + dt.timedelta(days=1), 9)):
            reports.draft(meeting, by=users["editor"])
    return meeting


def _plan(first: Meeting, recorder: User) -> Meeting:
    return agenda.plan(
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
        capacity=schools.PLACES,
        takes_registrations=True,
        invitation_rule=schools.INVITATION_RULE,
        themes=Theme.objects.filter(key="schools_surroundings"),
        areas=Area.objects.filter(key="meknes"),
        axes=[meetings.Topic(title, minutes) for title, minutes in schools.AXES],
        is_demonstration=True,
    )
