from __future__ import annotations

import datetime as dt
import threading
from contextlib import nullcontext

import pytest
from django.core import mail
from django.db import InternalError, connection, transaction
from django.utils import timezone

from consultations.actions import announcing, meetings, registrations, reminders
from consultations.models import Meeting, Registration
from consultations.states import REGISTRATION, RegistrationState as R
from core import outbox
from core.errors import DomainError
from core.models import OutboxRow
from core.states import IllegalMove
from tests import factories
from tests.factories import announced, invited, registered, text

TOMORROW = timezone.localdate() + dt.timedelta(days=1)

pytestmark = pytest.mark.django_db
ANSWER = {"people": 1}


def asked(at: Meeting, email: str = "new@example.org", **given: object) -> Registration | None:
    return registrations.ask(at, organisation="جمعية جديدة", email=email, language="fr", **given)


def state(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).state


def sent() -> list[str]:
    """Subjects of the mails that are due now."""
    mail.outbox.clear()
    outbox.drain()
    return sorted(message.subject for message in mail.outbox)


def test_invite_tells_the_contact_the_president_and_the_secretary_once_each():
    association = factories.association(email="contact@example.org")
    president = factories.representative(association)
    association.memberships.create(user=factories.user(email="secretary@example.org"), role="secretary")
    factories.representative(association)

    invited(announced(), association)
    outbox.drain()

    assert sorted(to for message in mail.outbox for to in message.to) == sorted(
        ["contact@example.org", "secretary@example.org", president.email]
    )


def test_invite_again_of_the_same_association_changes_and_sends_nothing():
    meeting, association = announced(), factories.association(email="contact@example.org")
    invited(meeting, association)
    outbox.drain()
    mail.outbox.clear()

    again = registrations.invite(meeting, [association], by=factories.scribe())
    outbox.drain()

    assert again == []
    assert mail.outbox == []


def test_invite_to_a_meeting_that_is_not_public_is_refused():
    with pytest.raises(DomainError):
        invited(factories.meeting())

    assert not Registration.objects.exists()


def test_invitation_speaks_the_language_of_the_account_and_its_link_is_nowhere_stored():
    association = factories.association()
    president = factories.representative(association)
    president.language = "fr"
    president.save()
    row = invited(announced(), association)

    outbox.drain()

    token = registrations.token_of(row)
    assert "invitation à une rencontre" in mail.outbox[0].subject
    assert f"/invited/{token}/" in mail.outbox[0].body
    assert token not in str(list(OutboxRow.objects.values())) + str(list(Registration.objects.values()))


def test_mail_to_somebody_who_left_the_association_meanwhile_is_not_sent():
    association = factories.association()
    president = factories.representative(association)
    invited(announced(), association)
    association.memberships.filter(user=president).update(until=timezone.localdate() - dt.timedelta(days=1))

    outbox.drain()

    assert mail.outbox == []


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
    row = invited(announced(held_on=TOMORROW))
    Meeting.objects.update(held_on=TOMORROW - dt.timedelta(days=3))

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


def test_registration_is_taken_once_it_is_announced_that_it_is():
    planned, open_one = announced(), announced(takes_registrations=True)
    Meeting.objects.update(takes_registrations=True)

    with pytest.raises(DomainError):
        asked(planned)

    assert asked(open_one)


def test_mailbox_gets_few_mails_in_a_day_and_the_registration_is_kept():
    meetings_to_come = [announced(takes_registrations=True) for _number in range(registrations.MAILS_TO_A_MAILBOX + 1)]

    made = [asked(meeting, f"victim+{meeting.pk}@example.org") for meeting in meetings_to_come]
    other = asked(meetings_to_come[-1], "other@example.org")
    sent()

    assert all(made)
    assert other is not None
    to = [message.to[0] for message in mail.outbox]
    assert len([each for each in to if each.startswith("victim")]) == registrations.MAILS_TO_A_MAILBOX
    assert "other@example.org" in to


def test_asking_often_within_an_hour_uses_up_one_mail_of_the_mailbox():
    meeting = announced(takes_registrations=True)
    for _number in range(registrations.MAILS_TO_A_MAILBOX + 1):
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
    past = timezone.now() - registrations.KEPT_UNCONFIRMED - dt.timedelta(minutes=1)
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
    Registration.objects.update(made_at=timezone.now() - registrations.KEPT_UNCONFIRMED)

    asked(meeting)

    assert registrations.forget_unconfirmed() == 0


def test_registration_that_counts_cannot_be_deleted():
    row = registered(announced())

    with pytest.raises(InternalError), transaction.atomic():
        row.delete()

    assert Registration.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("move", REGISTRATION.moves, ids=lambda move: move.name)
@pytest.mark.parametrize("begin", R.values)
def test_every_move_of_a_registration_is_allowed_or_refused_as_declared(move, begin):
    if begin in move.sources:
        assert REGISTRATION.target(move.name, begin) == move.target
    else:
        with pytest.raises(IllegalMove):
            REGISTRATION.target(move.name, begin)


@pytest.mark.parametrize(("days", "reminded"), [(8, False), (7, True), (3, True), (1, True), (0, False)])
def test_reminder_a_week_and_a_day_before(days, reminded):
    meeting = announced(held_on=timezone.localdate() + dt.timedelta(days=days))
    row = registered(meeting, factories.association(email="contact@example.org"))
    Registration.objects.filter(pk=row.pk).update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()

    reminders.remind()
    reminders.remind()

    assert len(sent()) == reminded


def test_reminder_goes_to_nobody_who_declined_or_waits():
    meeting = announced(capacity=1, held_on=TOMORROW)
    registered(meeting)
    for index, answer in enumerate([registrations.decline, lambda row: registrations.come(row, people=1)]):
        answer(invited(meeting, factories.association(email=f"{index}@example.org")))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()

    reminders.remind()

    assert sent() == []


def test_reminder_whose_turn_comes_after_a_refusal_is_not_sent():
    row = registered(announced(held_on=TOMORROW), factories.association(email="contact@example.org"))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()
    reminders.remind()

    registrations.decline(Registration.objects.get(pk=row.pk))

    assert sent() == []


def test_reminder_of_the_week_goes_out_once_also_to_who_answers_after_it():
    meeting = announced(held_on=TOMORROW + dt.timedelta(days=4))
    row = invited(meeting, factories.association(email="contact@example.org"))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    reminders.remind()
    sent()

    registrations.come(Registration.objects.get(pk=row.pk), people=1)
    sent()
    reminders.remind()

    assert sent() == []


def test_reminder_keeps_to_the_day_that_was_announced():
    meeting = announced()
    registered(meeting, factories.association(email="contact@example.org"))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    Meeting.objects.update(held_on=TOMORROW)
    sent()

    reminders.remind()

    assert sent() == []


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


@pytest.mark.parametrize("act", [announcing.postpone, announcing.cancel])
def test_calling_off_tells_everybody_on_the_list_with_the_sentence(act, head):
    meeting = announced()
    registered(meeting, factories.association(email="comes@example.org"))
    registrations.decline(invited(meeting, factories.association(email="stays@example.org")))
    sent()

    act(meeting, by=head, sentence=text("تزامن مع الامتحانات."))
    sent()

    assert [message.to for message in mail.outbox] == [["comes@example.org"]]
    assert "تزامن مع الامتحانات." in mail.outbox[0].body


def announced_again(meeting: Meeting, head: object, **changes: object) -> None:
    meeting.refresh_from_db()
    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], **changes)
    meeting.refresh_from_db()
    announcing.announce(meeting, by=head, seen=announcing.fingerprint(meeting), note=text("تغيير"))


def test_new_hour_is_told_and_a_new_title_is_not(head):
    meeting = announced()
    registered(meeting, factories.association(email="comes@example.org"))
    sent()

    announced_again(meeting, head, title=text("عنوان آخر"))
    of_title = sent()
    announced_again(meeting, head, starts_at=dt.time(15))

    assert of_title == []
    assert len(sent()) == 1
    assert "15:00" in mail.outbox[0].body


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
