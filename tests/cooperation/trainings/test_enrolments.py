"""Places in a training: fair shares, the waiting list, the door, the certificate."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from consultations.states import RegistrationState as R
from cooperation.models import Enrolment
from cooperation.trainings import certificates, enrolments, feedback, reminders
from core.db.outbox import drain
from core.errors import DomainError, NotAllowed
from core.time_travel import happening
from tests import factories
from tests.cooperation.trainings import playing

pytestmark = pytest.mark.django_db


def state(row: Enrolment) -> str:
    return Enrolment.objects.get(pk=row.pk).state


def test_share_of_an_association_holds_until_enrolment_closes_then_the_rest_is_given() -> None:
    training, greedy = playing.published(capacity=4, share=2), factories.association()
    third = [playing.enrolled(training, greedy) for _ in range(3)][-1]
    other = playing.enrolled(training)

    assert (state(third), state(other)) == (R.WAITING, R.REGISTERED)

    with happening(playing.evening(training, 0) - dt.timedelta(days=2)):
        reminders.give_what_is_left()
    assert state(third) == R.REGISTERED


def test_place_given_back_goes_to_the_first_who_waits_and_the_name_is_deleted() -> None:
    training = playing.published(capacity=1)
    first, second = playing.enrolled(training), playing.enrolled(training)

    enrolments.give_back(first, by=first.made_by)

    first.refresh_from_db()
    assert (first.state, first.participant, state(second)) == (R.DECLINED, "", R.REGISTERED)


def test_nobody_enrols_for_an_association_of_others_nor_after_the_day() -> None:
    training, association = playing.published(), factories.association()
    stranger = factories.representative()

    with pytest.raises(NotAllowed):
        enrolments.enrol(training, association=association, by=stranger, participant="x")
    with happening(playing.evening(training, 0) - dt.timedelta(days=1)), pytest.raises(DomainError):
        playing.enrolled(training, association)


def test_mails_name_no_participant() -> None:
    training = playing.published()
    playing.enrolled(training, name="خديجة المثال")

    drain()

    assert mail.outbox
    assert all("خديجة" not in each.subject + str(each.body) for each in mail.outbox)


def test_certificate_is_issued_to_who_was_there_revoked_with_a_reason_and_replaced() -> None:
    training, head = playing.published(), factories.staff("head")
    present, absent = playing.attended(training), playing.enrolled(training)

    with happening(playing.evening(training)):
        (made,) = certificates.issue(training, by=head)
        assert certificates.issue(training, by=head) == []
    assert (made.enrolment, absent.certificates.count()) == (present, 0)
    assert certificates.found(made.code.lower().replace("-", " ")) == made

    new = certificates.replace(made, by=head, participant="ليلى المثال")
    made.refresh_from_db()
    assert (made.state, made.replaced_by) == ("replaced", new)
    with pytest.raises(NotAllowed):
        certificates.revoke(new, by=factories.staff("editor"), reason="mistake")
    with pytest.raises(DomainError):
        certificates.revoke(new, by=head, reason="")
    assert certificates.revoke(new, by=head, reason="presence").state == "revoked"


def test_feedback_counts_the_silent_and_is_not_published_of_few() -> None:
    training = playing.published(capacity=9)
    first = playing.attended(training)
    with happening(playing.evening(training)):
        feedback.give(first, word="too_short")
    late = playing.evening(training) + dt.timedelta(days=1)

    with happening(late):
        assert feedback.counts(training) is None
    for _ in range(4):
        playing.attended(training)
    with happening(late):
        found = feedback.counts(training)
    assert found is not None
    assert (found.attended, found.too_short, found.silent) == (5, 1, 4)


def test_names_are_deleted_when_their_time_is_over() -> None:
    training = playing.published()
    certified, absent = playing.attended(training), playing.enrolled(training)
    with happening(playing.evening(training)):
        certificates.issue(training, by=factories.staff("head"))

    with happening(playing.evening(training) + dt.timedelta(days=200)):
        reminders.forget_names()
    assert list(Enrolment.objects.named()) == [certified]
    with happening(playing.evening(training) + dt.timedelta(days=1200)):
        reminders.forget_names()
    assert not Enrolment.objects.named().exists()
    assert absent.pk


def test_pass_of_another_participant_opens_nothing_and_who_was_present_keeps_the_name() -> None:
    training = playing.published()
    row = playing.enrolled(training, name="خديجة المثال")
    before = enrolments.token_of(row)

    row = enrolments.name(row, by=row.made_by, participant="مريم المثال")
    assert enrolments.token_of(row) != before
    assert enrolments.token_of(enrolments.name(row, by=row.made_by, participant="مريم المثال")) == enrolments.token_of(
        row
    )

    present = playing.attended(training)
    with pytest.raises(DomainError):
        enrolments.name(present, by=present.made_by, participant="ليلى المثال")
