from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.models import OutboxRow
from core.text.texts import Texts
from partners import quotas, verification
from partners.actions import associations, memberships
from partners.models import Association, Membership
from tests import factories

pytestmark = pytest.mark.django_db


def test_visible_to_a_representative_are_the_own_associations():
    mine, other = factories.association(), factories.association()
    user = factories.representative(mine)

    assert list(Association.objects.visible_to(user)) == [mine]
    assert set(Association.objects.visible_to(factories.staff("recorder"))) == {mine, other}


def test_visible_to_a_former_representative_is_nothing():
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    user = factories.representative()
    Membership.objects.filter(user=user).update(since=yesterday, until=yesterday)

    assert not Association.objects.visible_to(user).exists()


NAME = Texts(ar="جمعية الضفة")


def signed_up(by=None, **values):
    fields = {"role": "president", "name": NAME, "areas": [], "themes": [factories.theme()], "phone": "+212612345678"}
    return associations.sign_up(by=by or factories.user(), **{**fields, **values})


def kinds(association):
    return list(association.steps.values_list("kind", flat=True))


def test_sign_up_makes_a_pending_association_and_its_first_member():
    person = factories.user()

    association = signed_up(person, role="secretary")

    assert (association.state, association.can_submit) == ("pending", True)
    assert list(association.memberships.values_list("user", "role")) == [(person.pk, "secretary")]
    assert kinds(association) == ["signed_up"]
    assert Association.objects.waiting().get() == association


def test_sign_up_twice_is_one_association():
    person = factories.user()

    assert signed_up(person) == signed_up(person)
    assert Association.objects.count() == 1
    signed_up(factories.user())
    assert Association.objects.count() == 2


def test_sign_up_of_many_by_one_person_is_refused():
    person = factories.user()
    for number in range(associations.MOST_OF_ONE_PERSON):
        signed_up(person, name=Texts(ar=f"جمعية {number}"))

    with pytest.raises(DomainError):
        signed_up(person, name=Texts(ar="جمعية أخرى"))

    assert Association.objects.count() == associations.MOST_OF_ONE_PERSON


def test_sign_up_of_many_in_a_day_is_refused_though_none_is_kept(monkeypatch):
    """Whoever leaves each of them has none that waits."""
    person = factories.user()
    for number in range(quotas.SIGN_UPS_OF_AN_ACCOUNT):
        made = signed_up(person, name=Texts(ar=f"جمعية {number}"), role="secretary")
        memberships.end(made.memberships.get(), by=person)

    with pytest.raises(DomainError):
        signed_up(person)
    assert Association.objects.count() == quotas.SIGN_UPS_OF_AN_ACCOUNT

    monkeypatch.setattr(quotas, "DAY", dt.timedelta(0))
    assert signed_up(person)


def test_sign_up_by_cell_staff_is_refused(recorder):
    with pytest.raises(NotAllowed):
        signed_up(recorder)

    assert not Association.objects.exists()


def test_like_finds_the_same_name_in_another_spelling():
    first = factories.association(name=Texts(ar="جمعية أمهات التلاميذ"))
    same = factories.association(name=Texts(ar="الجمعيّة امهات   تلاميذ"))
    factories.association(name=Texts(ar="جمعية آباء التلاميذ"))

    assert list(Association.objects.like(first)) == [same]


def test_edit_of_an_older_version_changes_nothing():
    association = factories.association()
    fields = {"version": 1, "areas": [], "themes": [], "name": association.name}
    associations.edit(association, by=factories.representative(association), seat="حمرية", **fields)

    with pytest.raises(EditedMeanwhile):
        associations.edit(association, by=factories.representative(association), seat="مكناس", **fields)

    assert Association.objects.get().seat == "حمرية"


@pytest.mark.parametrize("move", ["ask", "refuse", "suspend"])
def test_step_without_its_sentence_is_refused(head, move):
    association = factories.association()
    if move == "suspend":
        associations.move(association, by=head, move="verify")
    before = kinds(association)

    with pytest.raises(DomainError):
        associations.move(association, by=head, move=move, sentence="  ")
    assert kinds(association) == before

    assert associations.move(association, by=head, move=move, sentence="سبب").pk == association.pk
    assert association.steps.last().sentence == "سبب"


@pytest.mark.parametrize(
    ("moves", "may_submit", "told"),
    [
        (["verify"], True, ""),
        (["refuse"], False, "سبب refuse"),
        (["verify", "suspend"], False, "سبب suspend"),
        (["verify", "suspend", "verify"], True, "سبب verify"),
    ],
)
def test_state_decides_who_may_submit(head, moves, may_submit, told):
    association = factories.association()
    for move in moves:
        association = associations.move(association, by=head, move=move, sentence=f"سبب {move}" if told else "")

    assert association.can_submit is may_submit
    assert association.state_reason == told


def test_lifted_suspension_is_told_apart_from_a_verification(head):
    association = factories.association()
    for move in ("verify", "suspend", "verify"):
        associations.move(association, by=head, move=move, sentence="سبب")

    assert kinds(association) == ["registered", "verified", "suspended", "restored"]


def test_question_is_answered_once_and_the_turn_goes_back_and_forth(head):
    association = factories.association()
    member = factories.representative(association)

    associations.move(association, by=head, move="ask", sentence="من وقّع؟")
    assert not Association.objects.waiting().exists()
    associations.answer(association, by=member, sentence="الرئيسة")
    assert Association.objects.waiting().exists()

    with pytest.raises(DomainError):
        associations.answer(association, by=member, sentence="مرة أخرى")
    assert kinds(association) == ["registered", "asked", "answered"]
    assert Association.objects.get().state == "pending"


def test_refused_association_may_answer_and_be_verified(head):
    association = factories.association()
    associations.move(association, by=head, move="refuse", sentence="لا مقر")

    associations.answer(association, by=factories.representative(association), sentence="هذا المقر")

    assert Association.objects.waiting().exists()
    assert associations.move(association, by=head, move="verify").state == "verified"
    assert not Association.objects.waiting().exists()


def test_change_of_a_verified_association_is_shown_until_somebody_confirms_it(head):
    association = factories.full_association()
    associations.move(association, by=head, move="verify")
    association.refresh_from_db()

    associations.edit(
        association, by=factories.representative(association), version=association.version, areas=[], themes=[],
        name=Texts(ar="اسم آخر"), receipt_number="13/2018",
    )  # fmt: skip
    changed = {str(each.label) for each in verification.changed_since(Association.objects.get())}

    assert Association.objects.get().state == "verified"
    assert len(changed) == 2
    assert Association.objects.waiting().exists()
    associations.move(association, by=head, move="confirm")
    assert verification.changed_since(Association.objects.get()) == []
    assert not Association.objects.waiting().exists()


@pytest.mark.parametrize(
    ("before", "move"), [([], "verify"), (["verify"], "confirm"), (["verify", "suspend"], "verify")]
)
def test_verify_what_changed_after_it_was_seen_is_refused(head, before, move):
    association = factories.full_association()
    for earlier in before:
        associations.move(association, by=head, move=earlier, sentence="سبب")
    association.refresh_from_db()
    seen, recorded = verification.seen_now(association), kinds(association)
    associations.edit(
        association, by=factories.representative(association), version=association.version, areas=[], themes=[],
        receipt_number="13/2018",
    )  # fmt: skip

    with pytest.raises(EditedMeanwhile):
        associations.move(association, by=head, move=move, seen=seen)
    assert kinds(association) == recorded
    (changed,) = verification.changed_after(association, seen)
    assert [piece.words for piece in changed.pieces] == ["12/2018", "13/2018"]

    associations.move(association, by=head, move=move, seen=verification.seen_now(association))
    assert association.steps.last().facts["receipt_number"] == "13/2018"


def test_verify_after_a_change_of_what_nobody_verifies_is_possible(head):
    association = factories.full_association()
    seen = verification.seen_now(association)
    associations.edit(
        association, by=factories.representative(association), version=1, areas=[], themes=[], phone="+212535123456"
    )

    assert associations.move(association, by=head, move="verify", seen=seen).state == "verified"


def test_verify_of_an_unknown_version_is_refused(head):
    association = factories.full_association()

    with pytest.raises(EditedMeanwhile):
        associations.move(association, by=head, move="verify", seen=verification.Seen(7, 2**40))

    assert Association.objects.get().state == "pending"


def test_refuse_after_an_answer_that_was_not_seen_is_refused(head):
    association = factories.association()
    associations.move(association, by=head, move="ask", sentence="سؤال")
    seen = verification.seen_now(association)
    associations.answer(association, by=factories.representative(association), sentence="جواب")

    with pytest.raises(EditedMeanwhile):
        associations.move(association, by=head, move="refuse", sentence="سبب", seen=seen)

    assert [step.sentence for step in verification.steps_after(association, seen)] == ["جواب"]
    assert Association.objects.get().state == "pending"


@pytest.mark.parametrize(
    ("decided", "keep", "state"),
    [(["refuse"], "keep_refusal", "not_verified"), (["verify", "suspend"], "keep_suspension", "suspended")],
)
def test_decision_that_stays_ends_the_waiting_until_the_next_answer(head, decided, keep, state):
    association = factories.association()
    member = factories.representative(association)
    for move in decided:
        associations.move(association, by=head, move=move, sentence="السبب الأول")
    with pytest.raises(DomainError):
        associations.move(association, by=head, move=keep, sentence="لا جواب بعد")
    associations.answer(association, by=member, sentence="جواب")
    assert Association.objects.waiting().exists()

    with pytest.raises(DomainError):
        associations.move(association, by=head, move=keep, sentence=" ")
    kept = associations.move(association, by=head, move=keep, sentence="قُرئ الجواب")

    assert (kept.state, kept.state_reason) == (state, "السبب الأول")
    assert kinds(association)[-2:] == ["answered", "kept"]
    assert not Association.objects.waiting().exists()
    associations.answer(association, by=member, sentence="جواب آخر")
    assert Association.objects.waiting().exists()


def test_kept_decision_without_a_sentence_is_refused_by_the_database(head):
    association = factories.association()

    with pytest.raises(IntegrityError), transaction.atomic():
        association.steps.create(kind="kept", by=head)
    assert association.steps.create(kind="kept", by=head, sentence="سبب")


def test_change_of_what_nobody_verifies_is_no_change(head):
    association = factories.full_association()
    associations.move(association, by=head, move="verify")
    association.refresh_from_db()

    associations.edit(
        association, by=factories.representative(association), version=1, areas=[], themes=[], phone="+212535123456"
    )

    assert verification.changed_since(association) == []


def test_step_is_mailed_to_each_member_once(head):
    association = factories.association()
    members = {factories.representative(association).pk for _ in range(2)}
    OutboxRow.objects.all().delete()

    associations.move(association, by=head, move="ask", sentence="سؤال")

    rows = OutboxRow.objects.filter(kind="partners.step_mail")
    assert {row.payload["user"] for row in rows} == members
    assert all(set(row.payload) == {"step", "user"} for row in rows)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_step_cannot_be_changed_or_deleted(change):
    steps = factories.association().steps.all()

    with pytest.raises(InternalError), transaction.atomic():
        steps.update(sentence="x") if change == "update" else steps.delete()


def test_telephone_is_stored_in_one_form_only():
    association = factories.association()

    with pytest.raises(IntegrityError), transaction.atomic():
        Association.objects.filter(pk=association.pk).update(phone="06 12")
    assert Association.objects.filter(pk=association.pk).update(phone="+212612345678")
