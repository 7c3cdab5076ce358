"""An invitation becomes invalid when its sender loses the right to invite, and stays invalid."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import people
from accounts.models import User
from core.db import outbox
from partners.actions import associations, invitations, memberships
from partners.models import Invitation
from tests import factories
from tests.partners.inviting import EMAIL, PASSWORD, invited

pytestmark = pytest.mark.django_db


def left(association, inviter, head):
    made = association.memberships.current().get(user=inviter)
    memberships.end(made, by=head)
    return lambda: memberships.join(association, user=inviter, role="president")


def suspended(association, inviter, head):
    for move in ("verify", "suspend"):
        associations.move(association, by=head, move=move, sentence="سبب")
    return lambda: associations.move(association, by=head, move="verify")


def refused(association, inviter, head):
    associations.move(association, by=head, move="refuse", sentence="سبب")
    return lambda: associations.move(association, by=head, move="verify")


def handed_over(association, inviter, head):
    other = factories.representative(association)
    memberships.hand_over(association, by=inviter, to=association.memberships.current().get(user=other))
    return lambda: memberships.hand_over(association, by=other, to=association.memberships.current().get(user=inviter))


def demoted(association, inviter, head):
    secretary = factories.representative(association)
    for user, role in ((secretary, "secretary"), (inviter, "board")):
        made = association.memberships.current().get(user=user)
        memberships.change_role(made, by=head, role=role, sentence="سبب")
    made = association.memberships.current().get(user=inviter)
    return lambda: memberships.change_role(made, by=head, role="president", sentence="سبب")


@pytest.mark.parametrize("happens", [left, suspended, refused, handed_over, demoted])
def test_invitation_ends_with_the_right_to_send_it_and_does_not_come_back(head, happens):
    association = factories.association()
    inviter = factories.representative(association)
    invitation = invited(association, by=inviter)
    token, owner = invitations.token_of(invitation), factories.user(email=EMAIL)
    assert invitations.found(token)

    for undo in (happens(association, inviter, head), lambda: None):
        for attempt in (lambda: invitations.found(token), lambda: invitations.accept(token, user=owner)):
            with pytest.raises(invitations.NotOpen):
                attempt()
        undo()

    invitation.refresh_from_db()
    assert invitation.revoked_at
    assert not association.memberships.filter(user=owner).exists()
    outbox.drain()
    assert not [message for message in mail.outbox if message.to == [EMAIL]]


def test_invitation_of_another_who_leads_still_stands_when_one_leaves(head):
    association = factories.association()
    president = factories.representative(association)
    invitation = invited(association, by=president)
    memberships.end(association.memberships.get(user=factories.representative(association)), by=head)

    assert invitations.found(invitations.token_of(invitation)) == invitation


def test_new_president_ends_the_invitations_of_members_who_led_in_between():
    association = factories.association()
    member = factories.user()
    memberships.join(association, user=member, role="board")
    open_one = invited(association, by=member, email="other@example.org", role="board")
    president = invited(association, by=member, role="president")

    invitations.accept_with_password(invitations.token_of(president), password=PASSWORD)

    for row in (open_one, president):
        row.refresh_from_db()
    assert (president.revoked_at, president.used_by.email) == (None, EMAIL)
    assert open_one.revoked_at


def test_invitation_of_the_cell_ends_with_the_function_and_does_not_come_back(administrator):
    moderator = factories.staff("moderator")
    invitation = invited(by=moderator)
    token = invitations.token_of(invitation)
    moderator.held_functions.update(since=timezone.localdate() - dt.timedelta(days=9))
    assert invitations.found(token)

    people.end_function(moderator.held_functions.get(), by=administrator)
    with pytest.raises(invitations.NotOpen):
        invitations.found(token)
    Invitation.objects.update(expires_at=invitation.expires_at - dt.timedelta(days=1))
    people.give_function(User.objects.get(pk=moderator.pk), by=administrator, function="moderator")

    with pytest.raises(invitations.NotOpen):
        invitations.found(token)


def test_invitation_of_a_disabled_account_is_not_open(administrator):
    invitation = invited()
    token = invitations.token_of(invitation)
    assert invitations.found(token)

    people.disable(invitation.invited_by, by=administrator)

    with pytest.raises(invitations.NotOpen):
        invitations.found(token)


def test_resend_makes_the_sender_answer_for_it(head):
    association = factories.association()
    inviter = factories.representative(association)
    invitation = invited(association, by=inviter)
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=3))

    invitations.resend(invitation, by=head)
    memberships.end(association.memberships.get(user=inviter), by=head)

    assert Invitation.objects.open().get().invited_by == head
