"""Who may answer an invitation or ask to come, until when, and how an answer changes."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext

import pytest
from django.core import mail
from django.db import InternalError, transaction
from django.utils import timezone

from consultations.invitations import registrations
from consultations.models import Meeting, Registration
from consultations.states import RegistrationState as R
from core.db import mail_limits, outbox
from core.errors import DomainError
from core.models import OutboxRow
from tests import factories
from tests.consultations.invitations.registering import announced_again, sent, state
from tests.days import days_ago, in_days
from tests.factories import announced, invited, registered

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
    row = invited(announced(answers_until=timezone.now() - dt.timedelta(minutes=1)))

    with pytest.raises(DomainError):
        registrations.come(Registration.objects.get(pk=row.pk), **ANSWER)

    assert state(row) == R.INVITED


@pytest.mark.parametrize(("promised", "planned", "is_taken"), [(1, -1, True), (-1, 1, False)])
def test_hour_for_answers_is_the_announced_one_until_another_is_announced(promised, planned, is_taken):
    in_hours = {hours: timezone.now() + dt.timedelta(hours=hours) for hours in (promised, planned)}
    row = invited(announced(answers_until=in_hours[promised]))
    Meeting.objects.update(answers_until=in_hours[planned])

    with nullcontext() if is_taken else pytest.raises(DomainError):
        registrations.come(row, **ANSWER)

    assert state(row) == (R.REGISTERED if is_taken else R.INVITED)


def test_day_that_ends_the_answers_is_the_announced_one():
    row = invited(announced(held_on=in_days(1)))
    Meeting.objects.update(held_on=days_ago(2))

    assert registrations.come(row, **ANSWER).state == R.REGISTERED


def test_hour_that_is_announced_anew_counts_from_then_on(head):
    meeting = announced(answers_until=timezone.now() - dt.timedelta(hours=1))
    row = invited(meeting)

    announced_again(meeting, head, answers_until=timezone.now() + dt.timedelta(hours=1))

    assert registrations.come(row, **ANSWER).state == R.REGISTERED


@pytest.mark.parametrize(("promised", "told"), [(1, "Answer here"), (-1, "Read more here")])
def test_mail_asks_for_an_answer_until_the_announced_hour(promised, told):
    meeting = announced(answers_until=timezone.now() + dt.timedelta(hours=promised))
    association = factories.association()
    president = factories.representative(association)
    president.language = "en"
    president.save()
    invited(meeting, association)
    Meeting.objects.update(answers_until=timezone.now() - dt.timedelta(hours=promised))

    sent()

    assert told in mail.outbox[0].body


def test_answer_by_telephone_is_taken_after_that_hour_and_not_once_the_meeting_began():
    row = invited(announced(answers_until=timezone.now() - dt.timedelta(minutes=1)))

    taken = registrations.come(row, by_telephone=True, **ANSWER)
    Meeting.objects.update(state="in_session")

    assert taken.state == R.REGISTERED
    with pytest.raises(DomainError):
        registrations.decline(row, by_telephone=True)


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
    "values", [lambda: {"takes_registrations": False}, lambda: {"answers_until": timezone.now() - dt.timedelta(1)}]
)
def test_asking_where_no_registration_is_taken_is_refused(values):
    meeting = announced(**{"takes_registrations": True, **values()})

    with pytest.raises(DomainError):
        asked(meeting)


def test_registration_is_taken_once_it_is_announced_that_it_is():
    planned, open_one = announced(), announced(takes_registrations=True)
    Meeting.objects.update(takes_registrations=True)

    with pytest.raises(DomainError):
        asked(planned)

    assert asked(open_one)


@pytest.mark.slow
def test_mailbox_gets_few_mails_in_a_day_and_the_registration_is_kept():
    meetings_to_come = [announced(takes_registrations=True) for _number in range(mail_limits.MAILS_A_DAY + 1)]

    made = [asked(meeting, f"v{'.' * (meeting.pk % 2)}ictim+{meeting.pk}@example.org") for meeting in meetings_to_come]
    other = asked(meetings_to_come[-1], "other@example.org")
    sent()

    assert all(made)
    assert other is not None
    to = [message.to[0] for message in mail.outbox]
    assert len([each for each in to if each.startswith("v")]) == mail_limits.MAILS_A_DAY
    assert "other@example.org" in to


def test_asking_often_within_an_hour_uses_up_one_mail_of_the_mailbox():
    meeting = announced(takes_registrations=True)
    for _number in range(mail_limits.MAILS_A_DAY + 1):
        asked(meeting)
    sent()

    asked(announced(takes_registrations=True))

    assert len(sent()) == 1


def test_last_words_under_an_address_that_is_not_confirmed_stand():
    meeting = announced(takes_registrations=True)
    row = registrations.ask(
        meeting,
        organisation="كلام غيرها",
        email="new@example.org",
        language="ar",
        people=5,
        women=2,
        phone="+212600000000",
    )

    asked(meeting, people=2)

    row.refresh_from_db()
    assert (row.organisation, row.language, row.people, row.women) == ("جمعية جديدة", "fr", 2, None)


def test_words_under_a_confirmed_address_stay_as_they_are():
    meeting = announced(takes_registrations=True)
    row = registrations.come(asked(meeting), people=1)

    registrations.ask(meeting, organisation="كلام غيرها", email="new@example.org", language="ar", people=5)

    row.refresh_from_db()
    assert (row.organisation, row.people) == ("جمعية جديدة", 1)


def test_what_nobody_confirmed_is_deleted_after_three_days_without_a_trace():
    meeting = announced(takes_registrations=True)
    _old, fresh, confirmed = (asked(meeting, f"{name}@example.org") for name in ("old", "fresh", "confirmed"))
    registrations.come(confirmed, people=1)
    past = timezone.now() - registrations.UNCONFIRMED_DELETED_AFTER - dt.timedelta(minutes=1)
    Registration.objects.exclude(pk=fresh.pk).update(made_at=past)

    gone = registrations.forget_unconfirmed()
    outbox.drain()

    history = Registration.pgh_event_models["insert"].objects
    assert gone == 1
    assert set(Registration.objects.all()) == {fresh, confirmed}
    assert not history.filter(email="old@example.org").exists()
    assert history.filter(email="confirmed@example.org").exists()
    assert not OutboxRow.objects.filter(done_at=None).exists()


def test_asking_again_keeps_an_unconfirmed_registration_for_three_days_more():
    meeting = announced(takes_registrations=True)
    asked(meeting)
    Registration.objects.update(made_at=timezone.now() - registrations.UNCONFIRMED_DELETED_AFTER)

    asked(meeting)

    assert registrations.forget_unconfirmed() == 0


def test_registration_that_counts_cannot_be_deleted():
    row = registered(announced())

    with pytest.raises(InternalError), transaction.atomic():
        row.delete()

    assert Registration.objects.filter(pk=row.pk).exists()


def test_who_was_taken_off_the_list_and_is_invited_again_gets_a_new_link():
    row = invited(announced(), factories.full_association())
    passed_on = registrations.token_of(row)
    registrations.remove(row, by=factories.scribe())

    again = registrations.invite_again(row, by=factories.scribe())

    with pytest.raises(registrations.NotOpen):
        registrations.found(passed_on)
    assert registrations.found(registrations.token_of(again)) == row
    sent()
    assert [registrations.token_of(again) in letter.body for letter in mail.outbox] == [True]


def test_who_declined_and_is_invited_again_keeps_the_link():
    row = invited(announced())
    token = registrations.token_of(row)
    registrations.decline(row)

    registrations.invite_again(row, by=factories.scribe())

    assert registrations.found(token) == row
