"""Letters between an association and the cell about a demand."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from core.db import outbox
from core.errors import DomainError, NotAllowed, TooMuch
from partners.models import Association
from proposals.demands import letters, support
from proposals.models import Demand, DemandLetter
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "نود لقاء حول الجواب."


@pytest.fixture
def association() -> Association:
    return factories.verified_association()


@pytest.fixture
def demand(association: Association) -> Demand:
    return factories.answered_demand(association)


def written(demand: Demand, association: Association, text: str = TEXT) -> DemandLetter:
    return letters.write(demand, association=association, by=factories.representative(association), text=text)


def test_letter_waits_for_the_cell_until_it_is_answered(demand, association):
    letter = written(demand, association)
    assert list(DemandLetter.objects.unanswered()) == [letter]

    letters.answer(demand, association=association, by=factories.staff("moderator"), text="مرحبا بكم.")

    assert list(DemandLetter.objects.unanswered()) == []
    written(demand, association)
    assert DemandLetter.objects.unanswered().count() == 1


def test_answer_is_told_to_the_representatives_without_a_word_of_it(demand, association):
    letter = written(demand, association)
    while outbox.drain(100):
        pass
    mail.outbox.clear()
    letters.answer(demand, association=association, by=factories.staff("moderator"), text="مرحبا بكم.")
    while outbox.drain(100):
        pass

    (told,) = mail.outbox
    assert told.to == [letter.by.email]
    assert f"/members/associations/{association.pk}/demands/{demand.number}/" in told.body
    assert "مرحبا" not in told.body


def test_supporter_may_write_and_a_stranger_may_not(demand):
    supporter, stranger = factories.verified_association(), factories.verified_association()
    support.add(demand, association=supporter, by=factories.representative(supporter))

    assert written(demand, supporter)
    with pytest.raises(DomainError):
        written(demand, stranger)


def test_somebody_who_does_not_represent_the_association_cannot_write_for_it(demand, association):
    with pytest.raises(NotAllowed):
        letters.write(demand, association=association, by=factories.representative(), text=TEXT)


@pytest.mark.parametrize("function", ["recorder", "administrator", "liaison"])
def test_who_may_not_follow_the_demand_up_cannot_answer(demand, association, function):
    written(demand, association)

    with pytest.raises(NotAllowed):
        letters.answer(demand, association=association, by=factories.staff(function), text="جواب")


def test_cell_answers_associations_that_have_written_only(demand, association):
    with pytest.raises(DomainError):
        letters.answer(demand, association=association, by=factories.staff("head"), text="جواب")


def test_empty_letter_is_refused(demand, association):
    with pytest.raises(DomainError):
        written(demand, association, " \n")


def test_letters_of_one_day_are_limited(demand, association, monkeypatch):
    monkeypatch.setattr(letters, "MOST_A_DAY", 2)
    for _each in range(letters.MOST_A_DAY):
        written(demand, association)

    with pytest.raises(TooMuch):
        written(demand, association)


def test_letter_is_changed_by_nobody(demand, association):
    letter = written(demand, association)

    with pytest.raises(DatabaseError), transaction.atomic():
        DemandLetter.objects.filter(pk=letter.pk).update(text="أخرى")
    with pytest.raises(DatabaseError), transaction.atomic():
        letter.delete()
    assert DemandLetter.objects.get().text == TEXT


def test_same_letter_sent_twice_in_a_row_is_one(demand, association):
    moderator, representative = factories.staff("moderator"), factories.representative(association)
    for _time in range(2):
        letters.write(demand, association=association, by=representative, text=TEXT)
    for _time in range(2):
        letters.answer(demand, association=association, by=moderator, text="جواب")
    letters.write(demand, association=association, by=representative, text=TEXT)

    assert [row.text for row in demand.letters.order_by("pk")] == [TEXT, "جواب", TEXT]
