"""Mails about registrations: invitations, reminders, changes; each once, and not to former members."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from consultations.invitations import registrations, reminders
from consultations.models import Meeting, Registration
from consultations.planning import announcement
from consultations.states import RegistrationState
from core.db import outbox
from core.models import OutboxRow
from tests import factories
from tests.consultations.invitations.registering import announced_again, sent
from tests.days import in_days
from tests.factories import announced, invited, registered, text

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("days", "reminded"), [(8, False), (7, True), (3, True), (1, True)])
def test_reminder_a_week_and_a_day_before(days, reminded):
    meeting = announced(held_on=timezone.localdate() + dt.timedelta(days=days))
    row = registered(meeting, factories.association(email="contact@example.org"))
    Registration.objects.filter(pk=row.pk).update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()

    reminders.remind()
    reminders.remind()

    assert len(sent()) == reminded


def test_reminder_goes_to_nobody_who_declined_or_waits():
    meeting = announced(capacity=1, held_on=in_days(1))
    registered(meeting)
    for index, answer in enumerate([registrations.decline, lambda row: registrations.come(row, people=1)]):
        answer(invited(meeting, factories.association(email=f"{index}@example.org")))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()

    reminders.remind()

    assert sent() == []


def test_reminder_whose_turn_comes_after_a_refusal_is_not_sent():
    row = registered(announced(held_on=in_days(1)), factories.association(email="contact@example.org"))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()
    reminders.remind()

    registrations.decline(Registration.objects.get(pk=row.pk))

    assert sent() == []


def test_reminder_of_the_week_goes_out_once_also_to_who_answers_after_it():
    meeting = announced(held_on=in_days(5))
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
    Meeting.objects.update(held_on=in_days(1))
    sent()

    reminders.remind()

    assert sent() == []


@pytest.mark.parametrize("act", [announcement.postpone, announcement.cancel])
def test_calling_off_tells_everybody_on_the_list_with_the_sentence(act, head):
    meeting = announced()
    registered(meeting, factories.association(email="comes@example.org"))
    registrations.decline(invited(meeting, factories.association(email="stays@example.org")))
    sent()

    act(meeting, by=head, sentence=text("تزامن مع الامتحانات."))
    sent()

    assert [message.to for message in mail.outbox] == [["comes@example.org"]]
    assert "تزامن مع الامتحانات." in mail.outbox[0].body


@pytest.mark.slow
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


def test_new_day_of_a_postponed_meeting_is_told_as_one_and_places_are_kept(head):
    meeting = announced(capacity=1)
    registered(meeting, factories.association(email="comes@example.org"))
    waits = registered(meeting, factories.association(email="waits@example.org"))
    announcement.postpone(meeting, by=head, sentence=text("تزامن مع الامتحانات."))
    sent()

    announced_again(meeting, head, held_on=meeting.held_on + dt.timedelta(days=14))
    sent()

    letters = {message.to[0]: message for message in mail.outbox}
    assert waits.state == RegistrationState.WAITING
    assert "موعد جديد" in letters["comes@example.org"].subject
    assert "مكانكم محفوظ" in letters["comes@example.org"].body
    assert "محفوظ" not in letters["waits@example.org"].body
    assert "تغيير جوابكم" in letters["waits@example.org"].body


def test_letter_ends_with_the_number_of_the_cell_where_the_portal_knows_it(settings):
    settings.SITE = settings.SITE | {"cell_phone": "05 00 00 00 00"}

    invited(announced(), factories.association(email="contact@example.org"))
    sent()

    # Isolated: in an Arabic line its groups would be read from the wrong end.
    assert mail.outbox[0].body.endswith("خلية التواصل بولاية أمن مكناس\nالهاتف: \u206605 00 00 00 00\u2069")
