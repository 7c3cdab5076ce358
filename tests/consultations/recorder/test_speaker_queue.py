"""The speakers' queue and the clocks."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from consultations.models import Attendance, AxisRun, Meeting, Turn
from consultations.planning import meetings
from consultations.record.attendance import REPRESENTATIVE
from consultations.recorder import clocks, speaker_queue, state as recorder_state
from core.errors import DomainError
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2019, 4, 10, 9, 0, tzinfo=dt.UTC)


def minute(number: int) -> dt.datetime:
    return NINE + dt.timedelta(minutes=number)


@pytest.fixture
def session(recorder) -> Meeting:
    made = factories.meeting(by=recorder, axes=[text("الأول"), text("الثاني")])
    return meetings.move(made, by=recorder, move="open")


def asked(at: Meeting, label: str = "", *, speaker: Attendance | None = None, when: int = 0) -> Turn:
    label = "" if speaker else label or "مقعد"
    return speaker_queue.ask(at, by=factories.scribe(), uid=uuid.uuid4(), speaker=speaker, label=label, at=minute(when))


def queue(at: Meeting) -> list[tuple[str, str]]:
    found = recorder_state.recorder(Meeting.objects.get(pk=at.pk), since=0, may_record=True)["queue"]
    return [(turn["who"], turn["state"]) for turn in found]


def times(turn: Turn) -> tuple[Any, Any]:
    turn.refresh_from_db()
    return turn.started_at, turn.ended_at


def test_ask_joins_the_end_of_the_queue(session):
    asked(session, "أ")
    asked(session, "ب")

    assert queue(session) == [("أ", "waiting"), ("ب", "waiting")]


def test_ask_for_nobody_is_refused(session, recorder):
    with pytest.raises(DomainError):
        speaker_queue.ask(session, by=recorder, uid=uuid.uuid4(), speaker=None, label="  ", at=NINE)

    assert not Turn.objects.exists()


def test_ask_of_somebody_who_waits_already_is_refused_until_the_turn_is_over(session, recorder):
    speaker = factories.present(session)
    turn = asked(session, speaker=speaker)

    with pytest.raises(DomainError):
        asked(session, speaker=speaker)
    speaker_queue.give(turn, by=recorder, at=minute(1))

    assert asked(session, speaker=speaker).is_waiting


def test_give_stops_whoever_speaks(session, recorder):
    one, two = asked(session, "أ"), asked(session, "ب")
    speaker_queue.give(one, by=recorder, at=minute(1))

    speaker_queue.give(two, by=recorder, at=minute(4))

    assert times(one) == (minute(1), minute(4))
    assert times(two) == (minute(4), None)
    assert queue(session) == [("ب", "speaking")]


def test_give_that_arrives_late_does_not_interrupt_who_speaks_now(session, recorder):
    early, now = asked(session, "أ"), asked(session, "ب")
    speaker_queue.give(now, by=recorder, at=minute(10))

    speaker_queue.give(early, by=recorder, at=minute(2))
    speaker_queue.stop(early, by=recorder, at=minute(5))

    assert times(early) == (minute(2), minute(5))
    assert times(now) == (minute(10), None)


def test_give_twice_is_given_once_and_a_turn_that_is_over_is_not_given_again(session, recorder):
    turn = asked(session)
    speaker_queue.give(turn, by=recorder, at=minute(1))
    speaker_queue.give(turn, by=recorder, at=minute(2))
    assert times(turn) == (minute(1), None)
    speaker_queue.stop(turn, by=recorder, at=minute(3))

    with pytest.raises(DomainError):
        speaker_queue.give(turn, by=recorder, at=minute(4))

    assert times(turn) == (minute(1), minute(3))


def test_stop_of_somebody_who_waits_is_refused(session, recorder):
    turn = asked(session)

    with pytest.raises(DomainError):
        speaker_queue.stop(turn, by=recorder, at=minute(1))


def test_stand_down_leaves_the_queue_and_a_speaker_cannot(session, recorder):
    one, two = asked(session, "أ"), asked(session, "ب")
    speaker_queue.give(one, by=recorder, at=minute(1))

    speaker_queue.stand_down(two, by=recorder, at=minute(2))
    with pytest.raises(DomainError):
        speaker_queue.stand_down(one, by=recorder, at=minute(2))

    assert queue(session) == [("أ", "speaking")]


def test_place_moves_before_another_or_to_the_end(session, recorder):
    one, two, three = (asked(session, label) for label in "أبج")

    speaker_queue.place(three, by=recorder, before=one)
    assert [who for who, _state in queue(session)] == ["ج", "أ", "ب"]
    speaker_queue.place(three, by=recorder, before=None)
    assert [who for who, _state in queue(session)] == ["أ", "ب", "ج"]
    speaker_queue.place(three, by=recorder, before=three)
    asked(session, "د")
    assert [who for who, _state in queue(session)] == ["أ", "ب", "ج", "د"]

    speaker_queue.give(one, by=recorder, at=minute(1))
    speaker_queue.place(three, by=recorder, before=one)
    assert [who for who, _state in queue(session)] == ["أ", "ج", "ب", "د"]
    with pytest.raises(DomainError):
        speaker_queue.place(one, by=recorder, before=two)


def test_unspoken_first_keeps_the_speaker_and_the_order_of_asking():
    turns = [
        {"uid": uid, "state": state, "spoken_before": times}
        for uid, state, times in [("a", "waiting", 2), ("b", "waiting", 0), ("c", "speaking", 1), ("d", "waiting", 0)]
    ]

    assert [turn["uid"] for turn in recorder_state.unspoken_first(turns)] == ["c", "b", "d", "a"]


def test_association_has_spoken_whoever_of_it_spoke(session, recorder):
    association = factories.association()
    first = factories.present(session, side="civil_society", association=association)
    second = factories.present(session, side="civil_society", association=association)
    other = factories.present(session, side="civil_society", association=factories.association())
    turn = asked(session, speaker=first)
    speaker_queue.give(turn, by=recorder, at=minute(1))
    speaker_queue.stop(turn, by=recorder, at=minute(2))
    asked(session, speaker=second)
    asked(session, speaker=other)

    state = recorder_state.recorder(Meeting.objects.get(pk=session.pk), since=0, may_record=True)
    assert [turn["spoken_before"] for turn in state["queue"]] == [1, 0]
    assert [turn["speaker"] for turn in recorder_state.unspoken_first(state["queue"])] == [other.pk, second.pk]


def test_contribution_without_a_turn_counts_as_having_spoken(session):
    speaker = factories.present(session)
    factories.contribution(session, speaker=speaker)
    asked(session, speaker=speaker)

    state = recorder_state.recorder(Meeting.objects.get(pk=session.pk), since=0, may_record=True)

    assert state["queue"][0]["spoken_before"] == 1


def clock(session: Meeting) -> list[tuple[int, bool]]:
    axes = recorder_state.recorder(Meeting.objects.get(pk=session.pk), since=0, may_record=True)["axes"]
    return [(axis["spent"], axis["running_since"] is not None) for axis in axes]


def test_clock_of_a_topic_adds_its_stretches_and_stops_when_another_begins(session, recorder):
    first, second = session.axes.all()
    clocks.run_axis(session, by=recorder, axis=first, at=minute(0))
    clocks.run_axis(session, by=recorder, axis=second, at=minute(10))
    clocks.run_axis(session, by=recorder, axis=first, at=minute(15))
    clocks.run_axis(session, by=recorder, axis=first, at=minute(16))

    assert clock(session) == [(600, True), (300, False)]

    clocks.pause(session, by=recorder, at=minute(20))
    assert clock(session) == [(900, False), (300, False)]


def test_topic_that_was_begun_offline_is_put_where_it_belongs(session, recorder):
    first, second = session.axes.all()
    clocks.run_axis(session, by=recorder, axis=second, at=minute(10))

    clocks.run_axis(session, by=recorder, axis=first, at=minute(2))

    assert clock(session) == [(480, False), (0, True)]


def test_closing_the_session_stops_every_clock(session, recorder):
    clocks.run_axis(session, by=recorder, axis=session.axes.first(), at=minute(0))
    turn = asked(session)
    speaker_queue.give(turn, by=recorder, at=minute(1))

    closed = meetings.move(session, by=recorder, move="close")

    assert AxisRun.objects.get().ended_at == closed.closed_at
    assert times(turn)[1] == closed.closed_at


def test_database_lets_one_speak_and_one_topic_run_at_a_time(session, recorder):
    speaker_queue.give(asked(session), by=recorder, at=minute(1))
    clocks.run_axis(session, by=recorder, axis=session.axes.first(), at=minute(0))

    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(meeting=session, position=9, asked_at=NINE, started_at=NINE, label="أ")
    with pytest.raises(IntegrityError), transaction.atomic():
        AxisRun.objects.create(meeting=session, axis=session.axes.last(), started_at=NINE)


def counted(session: Meeting) -> dict[str, Any]:
    return recorder_state.recorder(Meeting.objects.get(pk=session.pk), since=0, may_record=True)["counts"]


def test_counts_are_sums_of_what_was_noted(session):
    association = factories.association()
    factories.present(session, is_woman=True)
    factories.present(session, side="civil_society", association=association, is_woman=False, is_walk_in=True)
    factories.present(
        session, side="civil_society", association=association, is_group=True, people=5, women=3, is_walk_in=True
    )

    assert counted(session) == {"people": 7, "women": 4, "associations": 1, "walk_ins": 2}


@pytest.mark.parametrize(
    ("unknown", "name"),
    [
        ({"is_group": True}, "people"),
        ({"is_woman": None}, "women"),
        ({"is_group": True, "people": 4}, "women"),
        ({"side": "civil_society", "is_woman": True}, "associations"),
    ],
)
def test_count_of_which_a_part_is_unknown_is_unknown_and_not_zero(session, unknown, name):
    factories.present(session, is_woman=True)
    assert counted(session)[name] is not None

    factories.present(session, **unknown)

    assert counted(session)[name] is None


def test_counts_of_an_empty_presence_list_are_unknown(session):
    assert set(counted(session).values()) == {None}


def test_those_who_came_without_registration_are_told_apart_by_their_association(session):
    one, other = (
        factories.present(session, side="civil_society", function=REPRESENTATIVE, is_walk_in=True, name=name)
        for name in ("ودادية الزيتون", "جمعية النور")
    )
    named = factories.present(session, function=factories.text("رئيس"), name="فلان الفلاني")
    asked(session, speaker=other)

    state = recorder_state.recorder(Meeting.objects.get(pk=session.pk), since=0, may_record=True)

    details = {each["pk"]: each["detail"] for each in state["attendances"]}
    assert details == {one.pk: "ودادية الزيتون", other.pk: "جمعية النور", named.pk: ""}, "a person's name stays away"
    assert state["queue"][0]["detail"] == "جمعية النور"


def test_unknown_association_has_spoken_whoever_of_it_spoke(session, recorder):
    first, second = (
        factories.present(session, side="civil_society", is_walk_in=True, name="ودادية الزيتون") for _one in range(2)
    )
    other = factories.present(session, side="civil_society", is_walk_in=True, name="جمعية النور")
    factories.contribution(session, speaker=first)
    asked(session, speaker=second)
    asked(session, speaker=other)

    state = recorder_state.recorder(Meeting.objects.get(pk=session.pk), since=0, may_record=True)

    assert [turn["spoken_before"] for turn in state["queue"]] == [1, 0]


def test_queue_takes_so_many_and_again_once_somebody_has_spoken(session, recorder):
    rows = (
        Turn(meeting=session, label=f"مقعد {number}", position=number, asked_at=NINE)
        for number in range(1, speaker_queue.MOST_WAITING + 1)
    )
    first = Turn.objects.bulk_create(rows)[0]

    with pytest.raises(DomainError):
        asked(session)

    speaker_queue.give(first, by=recorder, at=minute(1))
    asked(session)
    assert session.turns.waiting().count() == speaker_queue.MOST_WAITING


def test_place_in_a_long_queue_costs_no_more_queries(session, recorder):
    def cost_of_placing_the_last_first():
        turns = session.turns.waiting().order_by("position")
        with CaptureQueriesContext(connection) as captured:
            speaker_queue.place(turns.last(), by=recorder, before=turns.first())
        return len(captured)

    for number in range(3):
        asked(session, f"مقعد {number}")
    in_a_short_queue = cost_of_placing_the_last_first()
    for number in range(3, 30):
        asked(session, f"مقعد {number}")

    assert cost_of_placing_the_last_first() == in_a_short_queue
    assert [who for who, _state in queue(session)][:2] == ["مقعد 29", "مقعد 2"]
