"""Who may answer an invitation or ask to come, until when, and how an answer changes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from consultations.actions import registrations
from consultations.models import Meeting, Registration
from consultations.states import REGISTRATION, RegistrationState as R
from core import outbox
from core.errors import DomainError
from core.states import IllegalMove
from tests import factories
from tests.consultations.registering import state
from tests.factories import announced, invited

pytestmark = pytest.mark.django_db

ANSWER = {"people": 1}


def asked(at: Meeting, email: str = "new@example.org", **given: object) -> Registration | None:
    return registrations.ask(at, organisation="جمعية جديدة", email=email, language="fr", **given)


def test_invite_to_a_meeting_that_is_not_public_is_refused():
    with pytest.raises(DomainError):
        invited(factories.meeting())

    assert not Registration.objects.exists()


def test_answer_can_change_from_no_to_yes():
    row = invited(announced())

    assert registrations.decline(row).state == R.DECLINED
    assert registrations.come(row, **ANSWER).state == R.REGISTERED


def test_answer_after_the_hour_set_is_refused():
    meeting = announced(answers_until=timezone.now() + dt.timedelta(hours=1))
    row = invited(meeting)
    Meeting.objects.update(answers_until=timezone.now() - dt.timedelta(minutes=1))

    with pytest.raises(DomainError):
        registrations.come(Registration.objects.get(pk=row.pk), **ANSWER)

    assert state(row) == R.INVITED


def test_answer_by_telephone_is_taken_after_that_hour_and_not_once_the_meeting_began():
    row = invited(announced())
    Meeting.objects.update(answers_until=timezone.now() - dt.timedelta(minutes=1))

    taken = registrations.come(row, told_the_cell=True, **ANSWER)
    Meeting.objects.update(state="in_session")

    assert taken.state == R.REGISTERED
    with pytest.raises(DomainError):
        registrations.decline(row, told_the_cell=True)


def test_link_of_somebody_taken_off_the_list_opens_nothing():
    row = invited(announced())
    token = registrations.token_of(row)
    assert registrations.found(token) == row

    registrations.remove(row, by=factories.scribe())

    with pytest.raises(registrations.NotOpen):
        registrations.found(token)


def test_registration_of_a_stranger_counts_only_once_its_address_is_confirmed():
    meeting = announced(capacity=1, takes_registrations=True)

    row = asked(meeting)

    assert registrations.seats_taken(meeting) == 0
    assert registrations.come(row, people=1).state == R.REGISTERED
    assert registrations.seats_taken(meeting) == 1


def test_same_address_again_makes_no_second_row_and_one_mail_in_an_hour():
    meeting = announced(takes_registrations=True)

    first, second = asked(meeting, "New@example.org"), asked(meeting, "new@example.org")
    outbox.drain()

    assert (first is not None, second) == (True, None)
    assert len(mail.outbox) == 1
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"takes_registrations": False}, {"answers_until": timezone.now() - dt.timedelta(1)}]
)
def test_asking_where_no_registration_is_taken_is_refused(values):
    meeting = announced(**{"takes_registrations": True, **values})

    with pytest.raises(DomainError):
        asked(meeting)


def test_very_many_unconfirmed_registrations_close_the_page_for_an_hour(monkeypatch):
    monkeypatch.setattr(registrations, "MOST_UNCONFIRMED", 2)
    meeting = announced(takes_registrations=True)
    for number in range(2):
        asked(meeting, f"n{number}@example.org")

    with pytest.raises(DomainError):
        asked(meeting, "n3@example.org")

    Registration.objects.update(made_at=timezone.now() - dt.timedelta(hours=2))
    assert asked(meeting, "n3@example.org")


@pytest.mark.parametrize("move", REGISTRATION.moves, ids=lambda move: move.name)
@pytest.mark.parametrize("begin", R.values)
def test_every_move_of_a_registration_is_allowed_or_refused_as_declared(move, begin):
    if begin in move.sources:
        assert REGISTRATION.target(move.name, begin) == move.target
    else:
        with pytest.raises(IllegalMove):
            REGISTRATION.target(move.name, begin)
