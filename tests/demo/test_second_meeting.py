from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from consultations.models import Meeting, Registration, Report, Turn
from core.db import outbox
from core.models import OutboxRow
from demo import civil_society, meknes, people, schools, second_meeting
from demo.replay import replay
from proposals.models import Demand
from publications import reader
from publications.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(played_second_meeting: int) -> Meeting:
    return Meeting.objects.get(pk=played_second_meeting)


def test_second_meeting_raises_a_demand_of_2018_again(meeting):
    demand = Demand.objects.get(points__meeting=meeting, registered_on__year=2018)
    assert sorted(demand.mentions.values_list("said_on__year", flat=True)) == [2018, 2019]
    assert meeting.axes.first().items.filter(demand=demand).exists()


def test_second_meeting_is_announced_and_its_draft_is_not_public(meeting):
    announced = reader.live("meeting", meeting.key).body
    assert (announced.state, announced.demonstration) == ("announced", True)
    assert [topic.topic_kind for topic in announced.agenda] == ["outstanding", "topic", "topic", "topic"]
    shown = [demand.title for demand in announced.agenda[0].demands]
    assert shown == [noted.title for noted in meknes.DEMANDS[:2]], "the three others were answered before that day"
    assert Report.objects.get(meeting=meeting).state == "drafting"
    with pytest.raises(reader.NotPublished):
        reader.live("report", meeting.key)


def test_second_meeting_gives_a_place_to_who_waited_for_one(meeting):
    rows = meeting.registrations.order_by("pk")
    assert [(row.state, row.people, row.is_invited) for row in rows] == [
        ("registered", 3, True),
        ("registered", 1, True),
        ("registered", 1, False),
    ]
    assert timezone.localdate(rows[2].queued_at) == schools.ANSWERED_ON
    assert all(timezone.localdate(row.answered_at) in (schools.ANSWERED_ON, schools.CHANGED_ON) for row in rows)
    assert sorted(attendance.registration_id or 0 for attendance in meeting.attendances.all())[-3:] == [
        row.pk for row in rows
    ]


def test_second_meeting_had_a_queue_and_clocks_that_evening(meeting):
    turns = Turn.objects.filter(meeting=meeting).order_by("position")
    assert [(turn.started_at is not None, turn.stood_down_at is not None) for turn in turns] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert turns[0].ended_at == turns[1].started_at
    spent = [
        sum((run.ended_at - run.started_at for run in axis.runs.all()), dt.timedelta()).total_seconds() / 60
        for axis in meeting.axes.filter(kind="topic")
    ]
    assert spent == [42, 33, 20]


def test_second_meeting_notes_the_hours_of_its_day_while_editions_keep_the_real_one(meeting):
    hours = [meeting.opened_at, meeting.closed_at]
    hours += meeting.interventions.values_list("said_at", flat=True)
    hours += meeting.attendances.values_list("arrived_at", flat=True)
    assert {timezone.localdate(hour) for hour in hours} == {schools.HELD_ON}
    editions = Edition.objects.filter(document__key=meeting.key)
    assert {timezone.localdate(edition.published_at) for edition in editions} == {timezone.localdate()}


@pytest.mark.slow
def test_second_meeting_sends_no_mail_to_those_it_invented(meeting):
    asked_for = OutboxRow.objects.filter(kind="consultations.registration_mail")
    assert asked_for.filter(done_at=None).count() == 8

    while outbox.drain():
        pass

    assert not asked_for.filter(done_at=None).exists()
    assert [letter.to for letter in mail.outbox if "/invited/" in letter.body] == []


@pytest.mark.slow
def test_second_meeting_is_played_once_and_not_without_the_first():
    assert second_meeting.play() is None
    replay()
    civil_society.send(people.ensure()["moderator"])
    second_meeting.play()
    rows = (Meeting.objects.count(), Registration.objects.count(), Turn.objects.count())

    assert second_meeting.play() is None
    assert (Meeting.objects.count(), Registration.objects.count(), Turn.objects.count()) == rows == (2, 3, 3)
