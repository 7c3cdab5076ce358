from __future__ import annotations

import datetime as dt
import threading
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import people
from accounts.models import User
from core import outbox
from core.errors import DomainError, NotAllowed
from core.texts import Texts
from partners import quotas
from partners.actions import associations, invitations, memberships
from partners.mail import in_words
from partners.models import Association, Invitation, InvitationMail, Membership
from tests import factories

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "invited@example.org", "a sentence of my own"


def invited(association=None, *, by=None, email=EMAIL, role="secretary"):
    association = association or factories.association()
    by = by or factories.representative(association)
    return invitations.invite(association, by=by, email=email, role=role, language="ar")


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


@pytest.mark.parametrize("why", ["used", "expired", "revoked", "resent", "unknown"])
def test_link_that_is_over_opens_nothing(why):
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


def test_mail_of_a_link_taken_back_is_not_sent():
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


def test_invite_is_for_those_who_lead():
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


def test_invite_very_many_in_a_day_is_refused():
    association = factories.association()
    president = factories.representative(association)
    for number in range(quotas.MAILS_OF_AN_ASSOCIATION):
        invited(association, by=president, email=f"a{number}@example.org")

    with pytest.raises(DomainError):
        invited(association, by=president, email="one-more@example.org")


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


def test_invite_a_member_by_a_second_address_is_refused():
    association = factories.association()
    president = factories.representative(association)
    EmailAddress.objects.create(user=president, email=EMAIL, primary=False, verified=True)

    with pytest.raises(DomainError):
        invited(association, by=president)

    assert not Invitation.objects.exists()


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
def test_two_taps_at_once_make_one_member(transactional_db):
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


HOSTILE = [
    "اسم\r\nBcc: victim@example.net\r\n\r\nhttp://evil.example/x",
    "Win www.evil.example now",
    "javascript://evil.example/%0aalert(1) <a href=//evil.example>x</a>",
    "mail me@evil.example",
    "evil\u3002example/x evil\uff0eexample/x",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_name_in_mail_makes_no_header_and_no_link(name):
    """Threat 17."""
    association = factories.association(name=Texts(ar=name))
    invited(association)
    associations.move(association, by=factories.staff("head"), move="verify")

    outbox.drain()

    assert len(mail.outbox) == 2
    for message in mail.outbox:
        sent = message.message()
        assert sent["Bcc"] is None
        assert "victim" not in str(sent["Subject"])
        assert not any(
            link in message.body
            for link in ("evil.example", "//evil", "@evil", "evil\u3002example", "evil\uff0eexample")
        )


def test_name_of_an_honest_association_is_still_read_in_mail():
    assert in_words(Texts(ar="جمعية أ. ب. للتنمية (مكناس)"), "ar") == "جمعية أ. ب. للتنمية (مكناس)"


def test_step_mail_goes_in_the_language_of_the_reader_and_only_while_a_member(head):
    association = factories.association(name=Texts(ar="جمعية", fr="Association de la rive"))
    french, gone = factories.representative(association), factories.representative(association)
    User.objects.filter(pk=french.pk).update(language="fr")
    associations.move(association, by=head, move="ask", sentence="Qui a signé ?")
    Membership.objects.filter(user=gone).delete()

    outbox.drain()

    assert [message.to for message in mail.outbox] == [[french.email]]
    body = mail.outbox[0].body
    assert "Association de la rive" in body
    assert "Qui a signé ?" in body
    assert f"/members/associations/{association.pk}/" in body
    assert Association.objects.get().state == "pending"
