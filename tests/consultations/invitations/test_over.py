"""Once a meeting has begun nothing automatic happens any more: no registration, no place from the waiting list, no mail."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from consultations.invitations import registrations, reminders
from consultations.models import Meeting, Registration
from consultations.planning import announcement
from consultations.states import RegistrationState as R
from core.db import outbox
from core.errors import DomainError
from core.time_travel import happening
from core.zone import ZONE
from partners.models import Association
from publications.models import Document
from tests import factories
from tests.consultations.invitations.registering import announced_again, sent, state
from tests.days import in_days
from tests.factories import announced, invited, registered, text

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0, days: int = 0) -> Any:
    return happening(dt.datetime.combine(in_days(20 + days), dt.time(hour, minute), ZONE))


def of_the_evening(**values: Any) -> Meeting:
    return announced(**{"held_on": in_days(20), "starts_at": dt.time(17), "ends_at": dt.time(19), **values})


def full(meeting: Meeting) -> tuple[Registration, Registration]:
    """Of a meeting with one place: who has it, and who waits for it."""
    return registered(meeting), registered(meeting, factories.association(email="waits@example.org"))


def suspend(association: Association) -> None:
    Association.objects.filter(pk=association.pk).update(state="verified")
    Association.objects.filter(pk=association.pk).update(state="suspended")


@pytest.mark.parametrize(("when", "is_open"), [((16, 59), True), ((17, 0), False), ((20, 0), False)])
def test_answer_is_taken_until_the_meeting_begins(when, is_open):
    row = invited(of_the_evening())

    with at(*when):
        if is_open:
            registrations.come(row, people=1)
        else:
            with pytest.raises(DomainError):
                registrations.come(row, people=1)

    assert (state(row) == R.REGISTERED) == is_open


@pytest.mark.parametrize(("when", "is_open"), [((16, 59), True), ((17, 0), False)])
def test_unknown_association_can_register_until_the_meeting_begins(when, is_open):
    meeting = of_the_evening(takes_registrations=True)
    given = {"organisation": "جمعية", "email": "a@example.org", "language": "ar", "people": 1}

    with at(*when):
        if is_open:
            registrations.ask(meeting, **given)
        else:
            with pytest.raises(DomainError):
                registrations.ask(meeting, **given)

    assert meeting.registrations.exists() == is_open


@pytest.mark.parametrize(("when", "after"), [((16, 59), R.REGISTERED), ((17, 0), R.WAITING), ((20, 0), R.WAITING)])
def test_place_that_becomes_free_is_given_until_the_meeting_begins(when, after):
    meeting = of_the_evening(capacity=1)
    has_it, waits = full(meeting)

    with at(*when):
        registrations.remove(has_it, by=factories.scribe())

    assert state(waits) == after


def test_answer_by_telephone_after_the_beginning_gives_nobody_else_a_place():
    meeting = of_the_evening(capacity=1)
    has_it, waits = full(meeting)

    with at(18):
        registrations.decline(has_it, by_telephone=True)

    assert (state(has_it), state(waits)) == (R.DECLINED, R.WAITING)


def test_new_capacity_after_the_beginning_gives_nobody_a_place():
    meeting = of_the_evening(capacity=1)
    _has_it, waits = full(meeting)
    Meeting.objects.update(capacity=5)

    with at(18):
        registrations.change_capacity(meeting)

    assert state(waits) == R.WAITING


@pytest.mark.parametrize("hour", [17, 23])
def test_invitation_to_a_meeting_that_has_begun_is_refused_with_words(hour):
    meeting = of_the_evening()
    row = registrations.decline(invited(meeting))

    with at(hour):
        with pytest.raises(DomainError, match="لم تعد الدعوة إليه ممكنة"):
            registrations.invite(meeting, [factories.association()], by=factories.scribe())
        with pytest.raises(DomainError, match="لم تعد الدعوة إليه ممكنة"):
            registrations.invite_again(row, by=factories.scribe())

    assert meeting.registrations.count() == 1


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (1, False)])
def test_invitation_to_a_meeting_without_hour_is_refused_from_the_next_day(days, is_open):
    meeting = announced(held_on=in_days(20), starts_at=None)

    with at(12, days=days):
        if is_open:
            registrations.invite(meeting, [factories.association()], by=factories.scribe())
        else:
            with pytest.raises(DomainError):
                registrations.invite(meeting, [factories.association()], by=factories.scribe())

    assert meeting.registrations.exists() == is_open


@pytest.mark.parametrize(("when", "count"), [((16, 59), 1), ((17, 0), 0), ((20, 0), 0)])
@pytest.mark.parametrize("what", ["invited", "settled", "promoted", "changed", "new_day", "day_before", "again"])
def test_mail_that_leaves_after_the_beginning_is_not_sent(what, when, count):
    meeting, association = of_the_evening(), factories.association(email="contact@example.org")
    row = invited(meeting, association) if what == "invited" else registered(meeting, association)
    sent()
    registrations.tell([row], what, occasion="late")

    with at(*when):
        found = sent()

    assert len(found) == count


@pytest.mark.parametrize(("hour", "count"), [(18, 1), (20, 0)])
def test_mail_that_a_meeting_is_cancelled_leaves_until_its_end(head, hour, count):
    meeting = of_the_evening()
    registered(meeting, factories.association(email="contact@example.org"))
    sent()
    announcement.cancel(meeting, by=head, sentence=text("ألغي."))

    with at(hour):
        assert len(sent()) == count


def test_mail_asked_for_before_a_withdrawal_of_the_page_is_not_sent():
    meeting = of_the_evening()
    invited(meeting, factories.association(email="contact@example.org"))

    Document.objects.filter(kind="meeting", key=meeting.key).update(is_listed=False)

    assert sent() == []


@pytest.mark.parametrize("call_off", [announcement.postpone, announcement.cancel])
def test_invitation_asked_for_before_a_meeting_was_called_off_is_not_sent(call_off, head):
    meeting = of_the_evening()
    invited(meeting, factories.association(email="contact@example.org"))

    call_off(meeting, by=head, sentence=text("تزامن مع الامتحانات."))

    assert not any("دعوة" in subject for subject in sent())


def test_reminder_of_tomorrow_that_leaves_on_the_day_says_today():
    meeting = of_the_evening()
    registered(meeting, factories.association(email="contact@example.org"))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()
    registrations.tell(list(meeting.registrations.all()), "day_before", occasion=str(in_days(20)))

    with at(9):
        (subject,) = sent()

    assert "اليوم" in subject
    assert "غدا" not in subject + mail.outbox[0].body


def test_reminder_of_a_day_that_was_moved_since_is_not_sent(head):
    meeting = of_the_evening()
    registered(meeting, factories.association(email="contact@example.org"))
    registrations.tell(list(meeting.registrations.all()), "day_before", occasion=str(in_days(20)))
    announced_again(meeting, head, held_on=in_days(27))

    with at(9, days=-1):
        found = sent()

    assert not any("غدا" in subject for subject in found)


def test_place_in_a_postponed_meeting_is_told_as_one_without_a_new_day(head):
    meeting = of_the_evening(capacity=1)
    has_it, _waits = full(meeting)
    announcement.postpone(meeting, by=head, sentence=text("تزامن مع الامتحانات."))
    sent()

    registrations.remove(has_it, by=factories.scribe())
    sent()

    assert "تزامن مع الامتحانات." in mail.outbox[0].body


def test_suspended_association_is_passed_over_and_the_next_one_gets_the_place():
    meeting = of_the_evening(capacity=1)
    has_it, waits = full(meeting)
    next_one = registered(meeting, factories.association(email="next@example.org"))
    suspend(waits.association)

    registrations.remove(has_it, by=factories.scribe())

    assert (state(waits), state(next_one)) == (R.WAITING, R.REGISTERED)


@pytest.mark.parametrize("what", ["invited", "settled", "day_before", "changed", "cancelled"])
def test_suspended_association_gets_no_mail_of_a_meeting(head, what):
    meeting = of_the_evening()
    other = registered(meeting, factories.association(email="other@example.org"))
    row = registered(meeting, factories.association(email="suspended@example.org"))
    if what == "cancelled":
        announcement.cancel(meeting, by=head, sentence=text("ألغي."))
    else:
        Registration.objects.filter(pk__in=[row.pk, other.pk]).update(made_at=timezone.now() - dt.timedelta(days=60))
        registrations.tell([row, other], what, occasion="again")
    suspend(row.association)

    mail.outbox.clear()
    outbox.drain()

    assert {to for message in mail.outbox for to in message.to} <= {"other@example.org"}
    assert what in ("invited", "day_before") or mail.outbox


def test_suspended_association_can_neither_be_invited_nor_take_a_place():
    meeting, association = of_the_evening(), factories.association()
    row = invited(meeting, association)
    suspend(association)
    row.refresh_from_db()

    with pytest.raises(DomainError):
        registrations.come(row, people=1)
    registrations.decline(row)
    with pytest.raises(DomainError):
        registrations.invite_again(row, by=factories.scribe())
    other = announced()
    assert registrations.invite(other, [Association.objects.get(pk=association.pk)], by=factories.scribe()) == []


def test_reminders_skip_a_meeting_that_has_begun():
    meeting = of_the_evening()
    registered(meeting, factories.association(email="contact@example.org"))
    Registration.objects.update(made_at=timezone.now() - dt.timedelta(days=60))
    sent()

    with at(18):
        reminders.remind()
        assert sent() == []
