from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import OutboxRow
from partners import representing
from partners.actions import memberships
from partners.models import Association, Membership
from tests import factories

pytestmark = pytest.mark.django_db


def test_end_refuses_the_next_request_and_keeps_the_past_membership(recorder):
    association = factories.association()
    user = factories.representative(association)
    membership = Membership.objects.get()
    Membership.objects.update(since=timezone.localdate() - dt.timedelta(days=30))
    membership.refresh_from_db()

    memberships.end(membership, by=recorder)

    assert not Association.objects.visible_to(user).exists()
    assert Membership.objects.get().until < timezone.localdate()


def board(*roles):
    """An association with a member for each of ``roles``; gives it and the memberships by role."""
    association = factories.association()
    made = {}
    for role in roles:
        made[role] = Membership.objects.create(
            association=association, user=factories.user(), role=role, since=timezone.localdate() - dt.timedelta(days=9)
        )
    return association, made


def test_join_opens_the_own_associations_only():
    first, second = factories.association(), factories.association()
    user = factories.representative(first)

    memberships.join(second, user=user, role="board")

    assert set(Association.objects.visible_to(user)) == {first, second}


def test_join_twice_or_by_cell_staff_is_refused(recorder):
    association = factories.association()
    user = factories.representative(association)

    with pytest.raises(DomainError):
        memberships.join(association, user=user, role="board")
    with pytest.raises(NotAllowed):
        memberships.join(association, user=recorder, role="board")

    assert Membership.objects.get().user == user


def test_second_president_is_refused():
    association, _ = board("president")

    with pytest.raises(DomainError):
        memberships.join(association, user=factories.user(), role="president")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(association=association, user=factories.user(), role="president")

    assert association.memberships.count() == 1


def test_hand_over_changes_both_in_one_step_and_tells_all():
    association, made = board("president", "secretary", "board")

    memberships.hand_over(association, by=made["president"].user, to=made["secretary"])

    now = dict(association.memberships.current().values_list("user", "role"))
    assert now[made["president"].user_id] == "board"
    assert now[made["secretary"].user_id] == "president"
    told = OutboxRow.objects.filter(kind="partners.step_mail", payload__step=association.steps.last().pk)
    assert {row.payload["user"] for row in told} == {each.user_id for each in made.values()}


def test_hand_over_keeps_past_memberships():
    association, made = board("president", "secretary")

    memberships.hand_over(association, by=made["president"].user, to=made["secretary"])

    former = association.memberships.former()
    assert set(former.values_list("user", "role")) == {
        (made["president"].user_id, "president"),
        (made["secretary"].user_id, "secretary"),
    }


def test_hand_over_to_a_stranger_or_by_another_is_refused():
    association, made = board("president", "secretary")
    _other, strangers = board("board")

    with pytest.raises(DomainError):
        memberships.hand_over(association, by=made["president"].user, to=strangers["board"])
    with pytest.raises(NotAllowed):
        memberships.hand_over(association, by=made["secretary"].user, to=made["secretary"])
    with pytest.raises(DomainError):
        memberships.hand_over(association, by=made["president"].user, to=made["president"])

    assert association.memberships.get(role="president") == made["president"]


@pytest.mark.parametrize(
    ("by", "of", "is_allowed"),
    [
        ("president", "board", True),
        ("board", "board", True),
        ("secretary", "board", False),
        ("board", "secretary", False),
        ("board", "president", False),
        ("president", "president", False),
    ],
)
def test_end_is_for_the_president_and_for_oneself(by, of, is_allowed):
    association, made = board("president", "secretary", "board")

    if is_allowed:
        memberships.end(made[of], by=made[by].user)
    else:
        with pytest.raises(DomainError):
            memberships.end(made[of], by=made[by].user)

    assert association.memberships.current().filter(pk=made[of].pk).exists() is not is_allowed


def test_end_by_the_president_of_another_association_is_refused():
    association, made = board("president", "board")
    _other, strangers = board("president")

    with pytest.raises(NotAllowed):
        memberships.end(made["board"], by=strangers["president"].user)

    assert association.memberships.current().count() == 2


def test_cell_makes_a_president_when_the_old_one_is_gone(recorder):
    association, made = board("president", "secretary")
    with pytest.raises(DomainError):
        memberships.change_role(made["secretary"], by=recorder, role="president", sentence="توفي الرئيس")
    memberships.end(made["president"], by=recorder)

    changed = memberships.change_role(made["secretary"], by=recorder, role="president", sentence="توفي الرئيس")

    assert (changed.user, changed.role) == (made["secretary"].user, "president")
    assert association.steps.last().sentence == "توفي الرئيس"


def test_cell_changes_a_function_with_a_sentence_only(recorder):
    _association, made = board("secretary")

    with pytest.raises(DomainError):
        memberships.change_role(made["secretary"], by=recorder, role="treasurer", sentence=" ")

    assert Membership.objects.get().role == "secretary"


@pytest.mark.parametrize(
    ("roles", "who", "leads"),
    [
        (("president", "board"), "president", True),
        (("secretary", "board"), "secretary", True),
        (("president", "board"), "board", False),
        (("board", "representative"), "representative", True),
    ],
)
def test_president_and_secretary_lead_or_everybody_where_there_is_neither(roles, who, leads):
    association, made = board(*roles)

    assert representing.may_lead(made[who].user, association) is leads
    assert not representing.may_lead(factories.user(), association)
