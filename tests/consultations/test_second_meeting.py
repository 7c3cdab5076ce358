from __future__ import annotations

import pytest

from consultations.demonstration import second_meeting
from consultations.demonstration.replay import replay
from consultations.models import Meeting, Report
from proposals.models import Demand
from publications import square

pytestmark = pytest.mark.django_db


def test_second_meeting_raises_a_demand_of_2018_again():
    replay()

    meeting = second_meeting.play()

    assert meeting is not None
    demand = Demand.objects.get(points__meeting=meeting, registered_on__year=2018)
    assert sorted(demand.mentions.values_list("said_on__year", flat=True)) == [2018, 2019]
    assert meeting.axes.first().items.filter(demand=demand).exists()


def test_second_meeting_is_announced_and_its_draft_is_not_public():
    replay()

    meeting = second_meeting.play()

    announced = square.live("meeting", meeting.key).body
    assert (announced.state, announced.demonstration) == ("announced", True)
    assert [topic.topic_kind for topic in announced.agenda] == ["outstanding", "topic", "topic", "topic"]
    assert len(announced.agenda[0].demands) == 5
    assert Report.objects.get(meeting=meeting).state == "drafting"
    with pytest.raises(square.NotPublished):
        square.live("report", meeting.key)


def test_second_meeting_is_played_once_and_not_without_the_first():
    assert second_meeting.play() is None
    replay()
    second_meeting.play()

    assert second_meeting.play() is None
    assert Meeting.objects.count() == 2
