"""Places of a meeting and the order of the waiting list."""

from __future__ import annotations

import threading

import pytest
from django.core import mail
from django.db import connection

from consultations.invitations import registrations
from consultations.models import Meeting, Registration
from consultations.planning import meetings
from consultations.states import RegistrationState as R
from core.errors import DomainError
from tests import factories
from tests.consultations.invitations.registering import sent, state
from tests.factories import announced, invited, registered

pytestmark = pytest.mark.django_db


def test_come_takes_a_place_and_then_the_waiting_list():
    meeting = announced(capacity=3)

    first, second = registered(meeting, people=2), registered(meeting, people=2)

    assert (first.state, second.state) == (R.REGISTERED, R.WAITING)
    assert registrations.seats_taken(meeting) == 2


def test_come_behind_somebody_who_waits_waits_even_where_a_place_is_free():
    meeting = announced(capacity=3)
    registered(meeting, people=2)
    first_in_line = registered(meeting, people=2)

    late = registered(meeting, people=1)

    assert (first_in_line.state, late.state) == (R.WAITING, R.WAITING)


@pytest.mark.parametrize("leave", [registrations.decline, lambda row: registrations.remove(row, by=factories.scribe())])
def test_place_that_becomes_free_goes_to_the_first_who_waits_and_the_mail_says_so(leave):
    meeting = announced(capacity=1)
    holder = registered(meeting)
    first, second = registered(meeting, factories.association(email="first@example.org")), registered(meeting)
    sent()

    leave(holder)

    assert (state(first), state(second)) == (R.REGISTERED, R.WAITING)
    assert [subject for subject in sent() if "شغر" in subject]
    assert mail.outbox[0].to == ["first@example.org"]


def test_more_places_in_the_meeting_form_promote_those_who_wait_in_order():
    meeting = announced(capacity=1)
    registered(meeting)
    waiting = [registered(meeting) for _number in range(3)]
    meeting.refresh_from_db()

    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], capacity=3)

    assert [state(row) for row in waiting] == [R.REGISTERED, R.REGISTERED, R.WAITING]


def test_fewer_places_take_none_away_that_was_given():
    meeting = announced(capacity=2)
    rows = [registered(meeting), registered(meeting)]
    meeting.refresh_from_db()

    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], capacity=1)

    assert [state(row) for row in rows] == [R.REGISTERED, R.REGISTERED]


def test_coming_with_more_persons_than_there_are_places_keeps_the_earlier_answer():
    meeting = announced(capacity=2)
    row = registered(meeting, people=1)
    registered(meeting, people=1)

    with pytest.raises(DomainError):
        registrations.come(row, people=2)

    row.refresh_from_db()
    assert (row.state, row.people) == (R.REGISTERED, 1)


def test_coming_with_fewer_persons_lets_somebody_else_in():
    meeting = announced(capacity=2)
    row, waiting = registered(meeting, people=2), registered(meeting, people=1)

    registrations.come(row, people=1)

    assert state(waiting) == R.REGISTERED


def test_more_people_than_the_room_takes_are_refused():
    meeting = announced(capacity=3)

    with pytest.raises(DomainError):
        registered(meeting, people=4)

    assert registered(meeting, people=3).state == R.REGISTERED


def test_who_waits_for_more_than_the_room_takes_since_it_was_made_smaller_blocks_nobody():
    meeting = announced(capacity=5)
    first = registered(meeting, people=3)
    too_many = registered(meeting, people=4)
    Meeting.objects.update(capacity=3)
    registrations.decline(first)

    small = registered(meeting, people=2)

    assert (Registration.objects.get(pk=too_many.pk).state, small.state) == (R.WAITING, R.REGISTERED)


def test_who_asks_for_more_while_waiting_waits_behind_the_others():
    meeting = announced(capacity=4)
    registered(meeting, people=4)
    greedy, patient = registered(meeting, people=1), registered(meeting, people=1)

    registrations.come(greedy, people=2)

    assert list(meeting.registrations.waiting()) == [patient, greedy]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_answers_at_once_for_the_last_place_give_one_place():
    meeting = announced(capacity=1)
    rows = [invited(meeting) for _number in range(20)]
    together = threading.Barrier(len(rows))

    def answer(row: Registration) -> None:
        together.wait()
        registrations.come(row, people=1)
        connection.close()

    threads = [threading.Thread(target=answer, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Registration.objects.coming().count() == 1
    assert Registration.objects.waiting().count() == 19
