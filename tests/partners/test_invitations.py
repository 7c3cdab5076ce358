"""Inviting members of an association, and the validity of links."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.models import User
from core.db import outbox
from core.errors import DomainError, NotAllowed
from partners.actions import associations, invitations
from partners.models import Invitation, Membership
from tests import factories
from tests.partners.inviting import EMAIL, PASSWORD, invited

pytestmark = pytest.mark.django_db


def test_invite_sends_a_link_and_stores_no_token():
    invitation = invited()
    token = invitations.token_of(invitation)

    outbox.drain()

    message = next(each for each in mail.outbox if each.to == [EMAIL])
    assert f"/members/invitations/{token}/" in message.body
    assert len(token) == 22
    stored = str(list(Invitation.objects.values())) + str(list(outbox.OutboxRow.objects.values()))
    assert token not in stored


def test_link_opens_nothing_under_another_secret(settings):
    invitation = invited()
    token = invitations.token_of(invitation)

    settings.SECRET_KEY = "another secret"

    assert invitations.token_of(invitation) != token


@pytest.mark.parametrize("why", ["used", "expired", "revoked", "resent", "unknown"])
def test_link_of_an_invitation_that_is_not_open_is_refused(why):
    invitation = invited()
    token, by = invitations.token_of(invitation), invitation.invited_by
    owner = factories.user(email=EMAIL)
    assert invitations.found(token)
    if why == "used":
        invitations.accept(token, user=owner)
    elif why == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    elif why == "revoked":
        invitations.revoke(invitation, by=by)
    elif why == "resent":
        Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=3))
        invitations.resend(invitation, by=by)
    else:
        token = "x" * 22
    before = Membership.objects.count()

    for attempt in (
        lambda: invitations.found(token),
        lambda: invitations.accept(token, user=owner),
        lambda: invitations.accept_with_password(token, password=PASSWORD),
    ):
        with pytest.raises(invitations.NotOpen):
            attempt()
    assert Membership.objects.count() == before


def test_mail_of_a_revoked_invitation_is_not_sent():
    invitation = invited()
    invitations.revoke(invitation, by=invitation.invited_by)

    outbox.drain()

    assert not [message for message in mail.outbox if message.to == [EMAIL]]


def test_resend_at_once_is_refused_and_later_makes_a_new_link():
    invitation = invited()
    old = invitations.token_of(invitation)

    with pytest.raises(DomainError):
        invitations.resend(invitation, by=invitation.invited_by)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    new = invitations.token_of(invitations.resend(invitation, by=invitation.invited_by))

    assert new != old
    assert invitations.found(new)


def test_invite_is_allowed_to_leading_members_only():
    association = factories.association()
    president, member = factories.representative(association), factories.representative(association)

    for stranger in (member, factories.representative(), factories.staff("recorder", "editor")):
        with pytest.raises(NotAllowed):
            invited(association, by=stranger)

    assert invited(association, by=president)


def test_invite_twice_a_member_or_a_second_president_is_refused():
    association = factories.association()
    president = factories.representative(association)
    invited(association, by=president)

    for wrong in ({}, {"email": president.email}, {"email": "new@example.org", "role": "president"}):
        with pytest.raises(DomainError):
            invited(association, by=president, **wrong)

    assert association.invitations.count() == 1


def test_suspended_association_invites_nobody(head):
    association = factories.association()
    president = factories.representative(association)
    associations.move(association, by=head, move="refuse", sentence="سبب")

    for inviter in (president, head):
        with pytest.raises(DomainError):
            invited(association, by=inviter)
    associations.move(association, by=head, move="verify")

    assert invited(association, by=president)


@pytest.mark.parametrize("function", ["moderator", "head"])
def test_invite_by_the_cell_makes_a_member_of_whoever_owns_the_address(function):
    association = factories.association()

    invitation = invited(association, by=factories.staff(function), role="president")
    assert not association.memberships.exists()
    assert not User.objects.filter(email=EMAIL).exists()
    invitations.accept_with_password(invitations.token_of(invitation), password=PASSWORD)

    assert association.memberships.get().user.email == EMAIL


@pytest.mark.parametrize("function", ["recorder", "editor", "liaison", "administrator"])
def test_invite_by_those_of_the_cell_who_read_no_concerns_is_refused(function):
    """Whoever represents an association reads its concerns."""
    association = factories.association()

    with pytest.raises(NotAllowed):
        invited(association, by=factories.staff(function))

    assert not Invitation.objects.exists()


def test_invite_a_member_by_a_second_address_is_refused():
    association = factories.association()
    president = factories.representative(association)
    EmailAddress.objects.create(user=president, email=EMAIL, primary=False, verified=True)

    with pytest.raises(DomainError):
        invited(association, by=president)

    assert not Invitation.objects.exists()
