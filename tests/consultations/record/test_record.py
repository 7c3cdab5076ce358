from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultations.models import Attendance, Meeting, MeetingAuthor, Point, PointTheme
from consultations.planning import meetings
from consultations.planning.meetings import Topic
from consultations.record import attendance, contributions, points
from consultations.reports import steps as reports
from core.errors import DomainError, EditedMeanwhile
from proposals.models import Demand, Mention
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db


def test_create_gives_a_readable_key_once():
    first, second = factories.meeting(), factories.meeting()

    assert first.key == "2018-10-17-meknes-district-2"
    assert second.key == "2018-10-17-meknes-district-2-2"


def test_create_keeps_unknown_apart_from_zero():
    unknown, empty = factories.meeting(), factories.meeting(declared_people=0)

    assert Meeting.objects.filter(declared_people=None).get() == unknown
    assert Meeting.objects.filter(declared_people=0).get() == empty


def test_edit_keeps_the_topics_that_contributions_point_at(recorder):
    meeting = factories.meeting(axes=[text("الأول"), text("الثاني")])
    said = factories.contribution(meeting, axis=meeting.axes.first())

    meetings.edit(meeting, by=recorder, version=1, axes=[text("الأول معدلا")], title=text("لقاء"))

    said.refresh_from_db()
    assert said.axis.title == text("الأول معدلا")
    assert meeting.axes.count() == 1


def test_edit_that_takes_a_topic_away_leaves_what_was_said_under_the_others(recorder):
    meeting = factories.meeting(axes=[text("الأول"), text("الثاني")])
    first, second = meeting.axes.all()
    said = factories.contribution(meeting, axis=second)

    meetings.edit(meeting, by=recorder, version=1, axes=[Topic(text("الثاني"), axis=second.pk)])

    said.refresh_from_db()
    assert list(meeting.axes.all()) == [said.axis] == [second]
    with pytest.raises(DomainError):
        meetings.edit(meeting, by=recorder, version=2, axes=[Topic(text("ثالث"))])
    assert not meeting.axes.filter(pk=first.pk).exists()


def test_edit_cannot_word_a_topic_of_another_meeting(recorder):
    other = factories.meeting(axes=[text("موضوع آخر")]).axes.get()
    meeting = factories.meeting(axes=[text("الأول")])

    meetings.edit(meeting, by=recorder, version=1, axes=[Topic(text("مغتصب"), axis=other.pk)])

    other.refresh_from_db()
    assert other.title == text("موضوع آخر")
    assert meeting.axes.get().title == text("مغتصب")


def test_edit_of_an_old_version_is_refused(recorder):
    meeting = factories.meeting()
    meetings.edit(meeting, by=recorder, version=1, axes=[], title=text("الأول"))

    with pytest.raises(EditedMeanwhile):
        meetings.edit(meeting, by=recorder, version=1, axes=[], title=text("الثاني"))

    assert Meeting.objects.get().title == text("الأول")


@pytest.mark.parametrize(
    "values",
    [
        {"declared_people": 3, "declared_women": 4},
        {"starts_at": "18:00", "ends_at": "17:00"},
        {"ends_at": "17:00"},
        {"ends_at": "00:30"},
        {"starts_at": "17:30", "ends_at": "00:30"},
        {"starts_at": "21:00", "ends_at": "07:00"},
        {"starts_at": "21:00", "ends_at": "21:00"},
    ],
)
def test_database_refuses_facts_that_contradict_each_other(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.meeting(**values)


def test_meeting_of_an_evening_may_end_after_midnight():
    meeting = factories.meeting(starts_at=dt.time(21), ends_at=dt.time(0, 30))

    meeting.refresh_from_db()
    assert meeting.ends_next_day
    assert not factories.meeting(starts_at=dt.time(17), ends_at=dt.time(19)).ends_next_day


def test_demand_point_opens_a_lasting_demand_with_one_voice():
    meeting = factories.meeting()

    point = factories.demand_point(meeting, title=text("أمن المدارس"))

    assert Demand.objects.get() == point.demand
    assert point.demand.number == 1
    assert point.demand.steps.get().state == "registered"
    assert point.demand.mentions.counts() == (1, 0, 1, 0, False)


def test_demand_point_on_a_known_demand_adds_a_voice():
    demand = factories.demand_point(factories.meeting()).demand

    factories.demand_point(factories.meeting(), of=demand)

    assert Demand.objects.count() == 1
    assert demand.mentions.counts() == (2, 0, 2, 0, False)


def test_collective_contribution_is_a_voice_that_nobody_counted():
    meeting = factories.meeting()
    several = factories.contribution(meeting, is_collective=True)

    demand = factories.demand_point(meeting, interventions=[several]).demand

    assert demand.mentions.counts() == (0, 0, 1, 0, True)


def test_counts_follow_associations_meetings_and_corrections(recorder):
    meeting = factories.meeting()
    one, other = factories.association(), factories.association()
    first = factories.present(meeting, side="civil_society", association=one)
    second = factories.present(meeting, side="civil_society", association=other)
    said = [factories.contribution(meeting, speaker=speaker) for speaker in (first, first, second)]
    point = factories.demand_point(meeting, interventions=said)
    assert point.demand.mentions.counts() == (3, 2, 1, 0, False)

    attendance.edit(second, by=recorder, version=1, association=one)
    assert point.demand.mentions.counts() == (3, 1, 1, 0, False)

    contributions.edit_contribution(said[0], by=recorder, version=1, is_collective=True)
    assert point.demand.mentions.counts() == (2, 1, 1, 0, True)

    contributions.remove_contribution(said[1], by=recorder)
    assert point.demand.mentions.counts() == (1, 1, 1, 0, True)

    points.remove_point(point, by=recorder)
    assert not Mention.objects.exists()
    assert Demand.objects.count() == 1


def test_note_point_without_contribution_is_refused():
    with pytest.raises(DomainError):
        factories.demand_point(factories.meeting(), interventions=[])

    assert not Point.objects.exists()


def test_database_refuses_a_demand_point_without_demand():
    meeting = factories.meeting()

    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.create(meeting=meeting, position=1, kind="demand", title=text("مطلب"))


def test_edit_point_to_another_demand_moves_its_voices(recorder):
    meeting = factories.meeting()
    point = factories.demand_point(meeting)
    before, after = point.demand, factories.demand()

    points.edit_point(
        point,
        by=recorder,
        version=1,
        interventions=point.interventions.all(),
        themes=point.themes.all(),
        areas=[],
        demand=after,
    )

    assert before.mentions.count() == 0
    assert after.mentions.counts().mentions == 1


def test_speaker_cannot_be_removed_while_the_record_quotes_him(recorder):
    meeting = factories.meeting()
    speaker = factories.present(meeting)
    factories.contribution(meeting, speaker=speaker)

    with pytest.raises(DomainError):
        attendance.remove(speaker, by=recorder)

    assert Attendance.objects.get() == speaker


@pytest.mark.parametrize(("steps", "order"), [(-1, [1, 0, 2]), (1, [0, 2, 1]), (-5, [1, 0, 2]), (9, [0, 2, 1])])
def test_shift_contribution(steps, order, recorder):
    meeting = factories.meeting()
    said = [factories.contribution(meeting) for _ in range(3)]

    contributions.shift_contribution(said[1], by=recorder, steps=steps)

    assert list(meeting.interventions.all()) == [said[place] for place in order]


def test_acting_belongs_to_the_function_of_that_day():
    acting = factories.present(factories.meeting(), is_acting=True)
    later = factories.present(factories.meeting())

    assert (acting.is_acting, later.is_acting) == (True, False)


def test_every_change_of_the_record_is_audited(recorder):
    meeting = factories.meeting()
    said = factories.contribution(meeting, text=text("قبل"))
    contributions.edit_contribution(said, by=recorder, version=1, text=text("بعد"))
    contributions.remove_contribution(said, by=recorder)

    history = said.events.model.objects.filter(pgh_obj_id=said.pk or 0) if said.pk else None
    events = type(said).pgh_event_models["insert"].objects.order_by("pgh_id") if history is None else history
    assert [event.pgh_label for event in events.order_by("pgh_id")] == ["insert", "update", "delete"]


def test_session_is_not_resumed_under_a_published_report(editor, head):
    report = factories.published_report(by=editor, head=head)

    with pytest.raises(DomainError):
        meetings.move(report.meeting, by=editor, move="resume")

    reports.correct(report, by=editor, sentence="تكملة")
    assert meetings.move(report.meeting, by=editor, move="resume").state == "in_session"


def test_cancelled_meeting_takes_no_record(recorder):
    meeting = meetings.move(factories.meeting(), by=recorder, move="cancel", sentence="سبب")

    with pytest.raises(DomainError):
        factories.contribution(meeting)


def test_what_a_point_is_about_and_who_wrote_is_audited(recorder):
    meeting = factories.meeting()
    point = factories.demand_point(meeting)
    points.edit_point(
        point,
        by=recorder,
        version=1,
        interventions=point.interventions.all(),
        themes=[factories.theme("urban_lighting")],
        areas=[],
    )

    themes = PointTheme.pgh_event_models["insert"].objects.order_by("pgh_id")
    assert [(event.pgh_label, event.theme.key) for event in themes] == [
        ("insert", "schools_surroundings"),
        ("delete", "schools_surroundings"),
        ("insert", "urban_lighting"),
    ]
    authors = MeetingAuthor.pgh_event_models["insert"].objects.values_list("user", flat=True)
    assert recorder.pk in authors


def test_demand_point_on_a_known_demand_has_its_themes_unless_others_are_given():
    meeting, other = factories.meeting(), factories.theme()
    known, again = factories.demand(), factories.demand()
    said = [factories.contribution(meeting)]

    taken = points.note_point(
        meeting, by=factories.scribe(), kind="demand", title=text("مرة أخرى"), demand=known, interventions=said
    )
    given = points.note_point(
        meeting, by=factories.scribe(), kind="demand", title=text("ثالثة"), demand=again, themes=[other],
        interventions=said,
    )  # fmt: skip

    assert list(taken.themes.all()) == list(known.themes.all()) != []
    assert list(given.themes.all()) == [other]
