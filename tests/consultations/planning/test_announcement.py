from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from consultations.models import Meeting
from consultations.planning import agenda, announcement, meetings
from consultations.record import attendance
from consultations.states import MeetingState
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from publications import reader
from publications.store import NothingToPublish
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
WHY = text("تزامن الموعد مع الامتحانات.", fr="La date tombe pendant les examens.")


def plan(**values: object) -> Meeting:
    soon = timezone.localdate() + dt.timedelta(days=20)
    return factories.meeting(**{"held_on": soon, "capacity": 40, "axes": [text("محيط المدارس")], **values})


def announced(head, **values: object) -> Meeting:
    made = plan(**values)
    return factories.announce(made, by=head)


def test_announce_publishes_facts_agenda_and_places(head):
    meeting = plan(invitation_rule=text("كل جمعيات الحي."), map_url="https://maps.example.org/x")
    meetings.edit(meeting, by=factories.scribe(), version=1, axes=[meetings.Topic(text("المدارس"), 25)])

    factories.announce(meeting, by=head)

    body = reader.live("meeting", meeting.key).body
    assert (body.state, body.capacity, body.map_url) == ("announced", 40, "https://maps.example.org/x")
    assert [(topic.title, topic.minutes) for topic in body.agenda] == [(text("المدارس"), 25)]


def test_announce_by_whoever_planned_it_is_refused(head):
    meeting = plan(by=head)

    with pytest.raises(NotAllowed):
        factories.announce(meeting, by=head)

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.DRAFT
    with pytest.raises(reader.NotPublished):
        reader.live("meeting", meeting.key)


def test_announce_of_what_was_not_read_is_refused(head):
    meeting = plan()
    seen = announcement.pending_announcement(meeting).fingerprint
    meetings.edit(meeting, by=factories.scribe(), version=1, axes=[], capacity=10)

    with pytest.raises(EditedMeanwhile):
        announcement.announce(meeting, by=head, seen=seen)

    assert Meeting.objects.get().state == MeetingState.DRAFT


def test_announce_again_needs_a_note_and_a_change(head):
    meeting = announced(head)

    with pytest.raises(DomainError):
        factories.announce(meeting, by=head)
    with pytest.raises(NothingToPublish):
        factories.announce(meeting, by=head, note=text("لا شيء"))

    meetings.edit(meeting, by=factories.scribe(), version=1, axes=[text("محيط المدارس")], capacity=60)
    meeting.refresh_from_db()
    factories.announce(meeting, by=head, note=text("زيد عدد المقاعد."))
    edition = reader.live("meeting", meeting.key)
    assert (edition.number, edition.body.capacity) == (2, 60)


def test_changes_of_an_announced_plan_stay_in_the_office_until_they_are_announced(head):
    meeting = announced(head)

    meetings.edit(meeting, by=factories.scribe(), version=1, axes=[], title=text("عنوان لم يعلن"))

    assert reader.live("meeting", meeting.key).body.title == text("لقاء")


@pytest.mark.parametrize(("act", "state"), [(announcement.postpone, "postponed"), (announcement.cancel, "cancelled")])
def test_calling_off_tells_readers_why(head, act, state):
    meeting = announced(head)

    act(meeting, by=head, sentence=WHY)

    body = reader.live("meeting", meeting.key).body
    assert (body.state, body.sentence) == (state, WHY)


@pytest.mark.parametrize("act", [announcement.postpone, announcement.cancel])
def test_calling_off_tells_no_change_that_nobody_announced(head, act):
    meeting = announced(head)
    day = meeting.held_on + dt.timedelta(days=9)
    meetings.edit(meeting, by=head, version=1, axes=[], title=text("عنوان لم يقرأه أحد"), held_on=day)

    act(meeting, by=head, sentence=WHY)

    edition = reader.live("meeting", meeting.key)
    assert "عنوان لم يقرأه أحد" not in edition.canonical
    assert edition.body.facts.held_on == edition.document.listed_on == day - dt.timedelta(days=9)


@pytest.mark.parametrize("act", [announcement.postpone, announcement.cancel])
def test_calling_off_without_an_arabic_sentence_is_refused(head, act):
    meeting = announced(head)

    with pytest.raises(DomainError):
        act(meeting, by=head, sentence=text("", fr="Examens."))

    assert reader.live("meeting", meeting.key).body.state == "announced"


def test_cancelling_a_plan_that_was_never_public_publishes_nothing(head):
    meeting = plan()

    announcement.cancel(meeting, by=head, sentence=WHY)

    with pytest.raises(reader.NotPublished):
        reader.live("meeting", meeting.key)
    with pytest.raises(IllegalMove):
        factories.announce(meeting, by=head)


def test_postponed_meeting_is_announced_on_its_new_day(head):
    meeting = announcement.postpone(announced(head), by=head, sentence=WHY)
    day = meeting.held_on + dt.timedelta(days=14)
    meetings.edit(meeting, by=factories.scribe(), version=1, axes=[], held_on=day)
    meeting.refresh_from_db()

    factories.announce(meeting, by=head)

    edition = reader.live("meeting", meeting.key)
    assert (edition.body.state, edition.body.facts.held_on) == ("announced", day)
    assert not edition.body.sentence
    assert edition.document.listed_on == day


@pytest.mark.slow
def test_agenda_publishes_demands_that_are_public_and_no_word_of_a_concern(head, editor):
    report = factories.published_report(by=editor, head=head)
    known = report.meeting.points.get(kind="demand").demand
    secret, concern = factories.demand(title=text("مطلب داخلي")), factories.accepted_concern()
    meeting = plan()
    axis = meeting.axes.get()
    for demand in (known, secret):
        agenda.place(axis, by=factories.scribe(), demand=demand)
    agenda.place(axis, by=factories.scribe(), concern=concern)

    factories.announce(meeting, by=head)

    edition = reader.live("meeting", meeting.key)
    assert [ref.key for topic in edition.body.agenda for ref in topic.demands] == [known.key]
    assert "مطلب داخلي" not in edition.canonical
    assert concern.title not in edition.canonical


def test_announcing_again_does_not_clear_who_wrote_in_the_record(head):
    meeting, writer = announced(head), factories.staff("head")
    attendance.add(meeting, by=writer, side="police", function=text("رئيس المنطقة"))
    meeting.refresh_from_db()
    meetings.edit(meeting, by=factories.staff("recorder"), version=meeting.version, axes=[], venue=text("مكان آخر"))

    factories.announce(Meeting.objects.get(pk=meeting.pk), by=head, note=text("مكان"))

    assert writer in meeting.authors.all(), "the report will publish what they wrote"
