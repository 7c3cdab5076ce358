"""Invitations are accepted by the owner of the address, once."""

from __future__ import annotations

import datetime as dt
import threading
import time

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from partners.actions import invitations
from partners.models import Association, Invitation, Membership
from tests import factories
from tests.partners.inviting import EMAIL, PASSWORD, invited

pytestmark = pytest.mark.django_db


def test_accept_with_a_password_opens_an_account_with_a_confirmed_address():
    invitation = invited()

    used = invitations.accept_with_password(invitations.token_of(invitation), password=PASSWORD)

    user = User.objects.get(email=EMAIL)
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    assert (used.used_by, used.used_at is not None) == (user, True)
    assert Membership.objects.get(user=user).role == "secretary"


def test_accept_takes_an_account_from_a_stranger_who_never_confirmed_the_address():
    planted = User.objects.create_user(EMAIL, "the stranger's password")
    EmailAddress.objects.create(user=planted, email=EMAIL, primary=True, verified=False)

    invitations.accept_with_password(invitations.token_of(invited()), password=PASSWORD)

    planted.refresh_from_db()
    assert planted.check_password(PASSWORD)


def test_accept_with_a_password_leaves_the_account_of_an_owner_alone():
    owner = factories.user(email=EMAIL)

    with pytest.raises(invitations.NotOpen):
        invitations.accept_with_password(invitations.token_of(invited()), password=PASSWORD)

    owner.refresh_from_db()
    assert owner.check_password(factories.PASSWORD)
    assert Invitation.objects.open().exists()


def test_accept_by_somebody_else_consumes_nothing():
    token = invitations.token_of(invited())

    with pytest.raises(invitations.NotOpen):
        invitations.accept(token, user=factories.user())

    assert invitations.accept(token, user=factories.user(email=EMAIL)).used_at


def second_address(email=EMAIL):
    """Somebody whose account has another first address."""
    owner = factories.user()
    EmailAddress.objects.create(user=owner, email=email, primary=False, verified=True)
    return owner


def test_accept_by_the_owner_of_a_second_address_who_signs_in():
    owner, token = second_address(), invitations.token_of(invited())

    with pytest.raises(invitations.NotOpen):
        invitations.accept_with_password(token, password=PASSWORD)
    invitations.accept(token, user=owner)

    assert not User.objects.filter(email=EMAIL).exists()
    assert Membership.objects.get(user=owner).role == "secretary"


def test_accept_by_an_account_whose_address_another_one_confirmed_is_refused():
    owner, token = second_address(), invitations.token_of(invited())
    planted = User.objects.create_user(EMAIL, "the stranger's password")
    EmailAddress.objects.create(user=planted, email=EMAIL, primary=True, verified=False)

    with pytest.raises(invitations.NotOpen):
        invitations.accept(token, user=planted)
    with pytest.raises(invitations.NotOpen):
        invitations.accept_with_password(token, password=PASSWORD)

    assert invitations.accept(token, user=owner)


def test_second_address_that_nobody_confirmed_accepts_nothing():
    stranger = factories.user()
    EmailAddress.objects.create(user=stranger, email=EMAIL, primary=False, verified=False)
    token = invitations.token_of(invited())

    with pytest.raises(invitations.NotOpen):
        invitations.accept(token, user=stranger)

    assert invitations.accept_with_password(token, password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_resend_and_accept_at_once_wait_for_each_other(transactional_db):
    """Both take the association before the invitation; the other order ends in a deadlock."""
    association = factories.association()
    president = factories.representative(association)
    invitation, owner = invited(association, by=president), factories.user(email=EMAIL)
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=3))
    token, outcomes = invitations.token_of(invitation), []

    def accept():
        try:
            outcomes.append(invitations.accept(token, user=owner).used_by)
        except invitations.NotOpen:
            outcomes.append("over")
        finally:
            connection.close()

    accepting = threading.Thread(target=accept)
    with transaction.atomic():
        Association.objects.select_for_update().get(pk=association.pk)
        accepting.start()
        wait_for_a_lock()
        invitations.resend(invitation, by=president)
    accepting.join(20)

    assert outcomes == ["over"]
    assert Invitation.objects.open().exists()


def wait_for_a_lock():
    """Until somebody waits for this connection."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("nobody waits")


def test_cell_staff_cannot_accept():
    officer = factories.staff("liaison", email=EMAIL)

    with pytest.raises(NotAllowed):
        invitations.accept(invitations.token_of(invited()), user=officer)

    assert Invitation.objects.open().exists()


@pytest.mark.django_db(transaction=True)
def test_accept_twice_at_once_makes_one_member(transactional_db):
    token = invitations.token_of(invited())
    owner = factories.user(email=EMAIL)
    outcomes = []

    def tap():
        try:
            invitations.accept(token, user=owner)
            outcomes.append("in")
        except invitations.NotOpen:
            outcomes.append("over")
        finally:
            connection.close()

    taps = [threading.Thread(target=tap) for _ in range(8)]
    for each in taps:
        each.start()
    for each in taps:
        each.join(20)

    assert sorted(outcomes) == ["in"] + ["over"] * 7
    assert Membership.objects.filter(user=owner).count() == 1
