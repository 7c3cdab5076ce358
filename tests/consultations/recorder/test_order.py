"""The order of contributions is correct with wrong device clocks and slow messages."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone

from consultations.recorder import operations
from consultations.recorder.operations import Clock
from tests import factories
from tests.consultations.recorder.sending import HOUR, send, written
from tests.portal.staff.recorder.device import said

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_recorders_at_once_lose_nothing_and_keep_each_ones_order():
    people = [factories.staff("recorder") for _ in range(2)]
    session = factories.meeting(by=people[0])
    start = threading.Barrier(2)

    def device(number: int) -> None:
        start.wait()
        try:
            for each in range(10):
                send(session, said(f"{number}-{each}"), by=people[number])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=device, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    order = written(session)
    assert len(order) == 20
    assert sorted(row.position for row in session.interventions.all()) == list(range(1, 21))
    for number in range(2):
        assert [each for each in order if each.startswith(f"{number}-")] == [f"{number}-{each}" for each in range(10)]


def test_contribution_that_was_said_earlier_is_put_where_it_belongs(session, recorder, editor):
    now = timezone.now()
    send(session, said("الأول", at=now - 3 * HOUR), said("الثالث", at=now - HOUR), by=recorder)

    send(session, said("الثاني", at=now - 2 * HOUR), by=editor)

    assert written(session) == ["الأول", "الثاني", "الثالث"]
    assert [row.position for row in session.interventions.order_by("position")] == [1, 2, 3]


def test_clock_that_is_wrong_is_corrected_by_when_the_message_was_sent(session, recorder, editor):
    """The editor's device is three hours ahead."""
    now = timezone.now()
    send(session, said("الأول", at=now - 40 * SECOND), said("الثالث", at=now - 20 * SECOND), by=recorder)

    ahead = now + 3 * HOUR
    send(session, said("الثاني", at=ahead - 30 * SECOND), by=editor, sent_at=ahead)

    assert written(session) == ["الأول", "الثاني", "الثالث"]
    assert all(row.said_at <= timezone.now() for row in session.interventions.all())


@pytest.mark.parametrize("jump", [-5 * HOUR, 5 * HOUR, -40 * 24 * HOUR])
def test_order_of_one_device_is_kept_when_its_clock_jumps(session, recorder, jump):
    now = timezone.now()
    send(
        session, said("1", at=now), said("2", at=now + jump), said("3", at=now + jump), by=recorder, sent_at=now + jump
    )
    send(session, said("4", at=now), by=recorder, sent_at=now - jump)
    send(session, said("5", at=now - jump), by=recorder, sent_at=now)

    assert written(session) == ["1", "2", "3", "4", "5"]


def test_order_of_one_device_is_kept_when_its_messages_travel_slowly(session, recorder, editor):
    """What was typed while the first message was on its way seems, by the corrected clock, to have been said before it."""
    now = timezone.now()
    send(session, said("1", at=now - HOUR), by=recorder, device="a", sent_at=now - HOUR)

    send(session, said("other", at=now - HOUR / 2), by=recorder, device="b")
    send(session, said("2", at=now - HOUR / 2), by=recorder, device="a")

    assert written(session) == ["other", "1", "2"]


def test_times_are_never_later_than_now_and_overflow_nothing():
    now = timezone.now()
    ends = [dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.datetime(9999, 12, 31, tzinfo=dt.UTC)]

    for sent_at in [*ends, now]:
        for at in ends:
            [found] = Clock(sent_at, now).corrected([at])
            assert now - operations.MAX_AGE <= found <= now
