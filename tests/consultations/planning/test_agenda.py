from __future__ import annotations

import datetime as dt

import pytest

from consultations.models import AgendaItem, Axis
from consultations.planning import agenda, meetings
from consultations.planning.outstanding_demands import outstanding
from core.clock import today
from core.errors import DomainError, EditedMeanwhile
from proposals.models import Demand
from reference.models import Area
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
LATER = dt.date(2019, 4, 12)


def raised_in(meeting) -> Demand:
    return factories.demand_point(meeting).demand


def test_outstanding_are_open_demands_of_the_series():
    series = factories.meeting(new_series=text("لقاءات الأحياء")).series
    asked = raised_in(factories.meeting(series=series))
    raised_in(factories.meeting(unit=factories.unit("meknes")))
    answered = raised_in(factories.meeting(series=series))
    Demand.objects.filter(pk=answered.pk).update(state="studying")
    Demand.objects.filter(pk=answered.pk).update(state="referred")
    meeting = factories.meeting(series=series, held_on=LATER)

    assert list(outstanding(meeting)) == [asked]


def test_outstanding_are_open_demands_of_the_area():
    area = Area.objects.get(key="hamria")
    near = factories.demand(areas=[area])
    factories.demand()
    meeting = factories.meeting(held_on=LATER)
    meeting.areas.add(area)

    assert list(outstanding(meeting)) == [near]


def test_outstanding_of_a_meeting_that_was_earlier_are_not_known_yet():
    later = factories.meeting(held_on=LATER)
    raised_in(later)
    earlier = factories.meeting()

    assert not outstanding(earlier)


@pytest.mark.parametrize(("known", "topics"), [("day", ["outstanding"]), ("month", [])])
def test_plan_of_an_unknown_day_does_not_begin_with_what_is_outstanding(recorder, known, topics):
    asked_at = raised_in(factories.meeting()).points.get().meeting
    fields = {"unit": asked_at.unit, "organiser": asked_at.organiser, "title": text("لقاء"), "venue": text("المقر")}

    meeting = agenda.plan(by=recorder, held_on=today(), day_known=known, **fields)

    assert [axis.kind for axis in meeting.axes.all()] == topics


def test_agenda_begins_with_what_is_outstanding(recorder):
    first = raised_in(factories.meeting())
    meeting = factories.meeting(held_on=LATER, axes=[text("المدارس")])

    agenda.begin_with_outstanding(meeting, by=recorder)

    assert [axis.kind for axis in meeting.axes.all()] == ["outstanding", "topic"]
    assert [item.demand for item in meeting.axes.first().items.all()] == [first]


def test_beginning_again_adds_only_what_is_new(recorder):
    earlier = factories.meeting()
    raised_in(earlier)
    meeting = factories.meeting(held_on=LATER)
    agenda.begin_with_outstanding(meeting, by=recorder)
    raised_in(earlier)

    agenda.begin_with_outstanding(meeting, by=recorder)

    assert meeting.axes.filter(kind=Axis.Kind.OUTSTANDING).count() == 1
    assert AgendaItem.objects.count() == 2


def test_editing_the_topics_leaves_the_outstanding_ones_first(recorder):
    demand = raised_in(factories.meeting())
    meeting = factories.meeting(held_on=LATER, axes=[text("المدارس")])
    agenda.begin_with_outstanding(meeting, by=recorder)

    meetings.edit(meeting, by=recorder, version=1, axes=[text("الطرق"), meetings.Topic(text("المدارس"), 20)])

    assert [(axis.position, axis.minutes) for axis in meeting.axes.all()] == [(1, None), (2, None), (3, 20)]
    assert meeting.agenda_items.get().demand == demand


def test_placing_a_demand_twice_moves_it(recorder):
    meeting = factories.meeting(axes=[text("الأول"), text("الثاني")])
    first, second = meeting.axes.all()
    demand = factories.demand()
    agenda.place(first, by=recorder, demand=demand)

    agenda.place(second, by=recorder, demand=demand)

    assert [item.axis for item in meeting.agenda_items.all()] == [second]


def test_who_places_a_concern_may_announce_and_who_places_a_demand_may_not(recorder, head):
    meeting = factories.meeting(axes=[text("محور")])
    meeting.authors.clear()
    axis = meeting.axes.get()

    item = agenda.place(axis, by=head, concern=factories.accepted_concern())
    agenda.take_off(item, by=head)
    agenda.place(axis, by=recorder, demand=factories.demand())

    assert list(meeting.authors.all()) == [recorder]


def test_only_an_accepted_concern_is_placed(recorder):
    axis = factories.meeting(axes=[text("الأول")]).axes.get()
    accepted, submitted = factories.accepted_concern(), factories.concern()

    agenda.place(axis, by=recorder, concern=accepted)
    with pytest.raises(DomainError):
        agenda.place(axis, by=recorder, concern=submitted)

    assert [item.concern for item in axis.items.all()] == [accepted]


def test_topics_change_places(recorder):
    meeting = factories.meeting(axes=[text("الأول"), text("الثاني")])

    agenda.shift_topic(meeting.axes.last(), by=recorder, steps=-1)

    with pytest.raises(EditedMeanwhile):
        meetings.edit(meeting, by=recorder, version=1, axes=[text("الأول"), text("الثاني")])
    assert [axis.title.ar for axis in meeting.axes.all()] == ["الثاني", "الأول"]
