"""Daily limits of invitations of an association, of an account and to an address."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from core.errors import DomainError
from partners import quotas
from partners.actions import invitations, memberships
from partners.models import Invitation, InvitationMail
from tests import factories
from tests.partners.inviting import invited

pytestmark = pytest.mark.django_db


def test_invite_very_many_in_a_day_is_refused():
    association = factories.association()
    president = factories.representative(association)
    for number in range(quotas.MAILS_OF_AN_ASSOCIATION):
        invited(association, by=president, email=f"a{number}@example.org")

    with pytest.raises(DomainError):
        invited(association, by=president, email="one-more@example.org")


def test_invite_very_many_by_one_account_is_refused_until_the_next_day():
    person = factories.user()
    own = [factories.association() for _ in range(2)]
    for association in own:
        memberships.join(association, user=person, role="president")
    for number in range(quotas.MAILS_OF_AN_ACCOUNT):
        invited(own[number % 2], by=person, email=f"a{number}@example.org")

    with pytest.raises(DomainError):
        invited(own[0], by=person)
    InvitationMail.objects.update(at=timezone.now() - dt.timedelta(days=1))

    Invitation.objects.all().update(revoked_at=timezone.now())
    assert invited(own[0], by=person)


def test_invite_one_address_again_and_again_is_refused():
    association = factories.association()
    president = factories.representative(association)
    for _ in range(quotas.MAILS_TO_AN_ADDRESS):
        invitations.revoke(invited(association, by=president), by=president)

    with pytest.raises(DomainError):
        invited(association, by=president)

    assert invited(association, by=president, email="other@example.org")


def test_resend_counts_among_the_mails_of_the_day():
    invitation = invited()
    for _ in range(quotas.MAILS_TO_AN_ADDRESS - 1):
        Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=3))
        invitations.resend(invitation, by=invitation.invited_by)
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=3))

    with pytest.raises(DomainError):
        invitations.resend(invitation, by=invitation.invited_by)

    assert invitation.mails.count() == quotas.MAILS_TO_AN_ADDRESS


def test_invite_with_very_many_open_ones_is_refused(monkeypatch):
    monkeypatch.setattr(quotas, "OPEN_INVITATIONS", 1)
    association = factories.association()
    president = factories.representative(association)
    first = invited(association, by=president)

    with pytest.raises(DomainError):
        invited(association, by=president, email="other@example.org")
    invitations.revoke(first, by=president)

    assert invited(association, by=president, email="other@example.org")
