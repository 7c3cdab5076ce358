from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError
from core.models import OutboxRow
from partners.actions import memberships
from partners.models import Association, Membership
from tests import factories

pytestmark = pytest.mark.django_db


def test_add_opens_an_account_for_an_unknown_address(recorder):
    association = factories.association()

    membership = memberships.add(association, by=recorder, email="New@example.org", role="president", name="اسم")

    assert membership.user == User.objects.get(email="new@example.org")
    assert OutboxRow.objects.filter(kind="accounts.welcome").count() == 1
    assert list(Association.objects.visible_to(membership.user)) == [association]


def test_add_takes_an_account_that_exists(recorder):
    first, second = factories.association(), factories.association()
    user = factories.representative(first)

    memberships.add(second, by=recorder, email=user.email.upper(), role="board")

    assert set(Association.objects.visible_to(user)) == {first, second}
    assert not OutboxRow.objects.exists()


def test_add_twice_is_refused(recorder):
    association = factories.association()
    user = factories.representative(association)

    with pytest.raises(DomainError):
        memberships.add(association, by=recorder, email=user.email, role="board")


def test_add_of_cell_staff_is_refused(recorder):
    with pytest.raises(DomainError):
        memberships.add(factories.association(), by=recorder, email=recorder.email, role="board")

    assert not Membership.objects.exists()


def test_end_closes_the_door_at_once_and_keeps_what_was(recorder):
    association = factories.association()
    user = factories.representative(association)
    membership = Membership.objects.get()
    Membership.objects.update(since=timezone.localdate() - dt.timedelta(days=30))
    membership.refresh_from_db()

    memberships.end(membership, by=recorder)

    assert not Association.objects.visible_to(user).exists()
    assert Membership.objects.get().until < timezone.localdate()
