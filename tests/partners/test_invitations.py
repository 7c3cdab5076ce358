from __future__ import annotations

import datetime as dt
import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core import outbox
from core.errors import DomainError, NotAllowed
from core.texts import Texts
from partners.actions import associations, invitations
from partners.mail import in_words
from partners.models import Association, Invitation, Membership
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

    for stranger in (member, factories.representative(), factories.staff("head")):
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
    for number in range(invitations.MOST_A_DAY):
        invited(association, by=president, email=f"a{number}@example.org")

    with pytest.raises(DomainError):
        invited(association, by=president, email="one-more@example.org")


def test_suspended_association_invites_nobody_and_can_take_back(head):
    association = factories.association()
    president = factories.representative(association)
    invitation = invited(association, by=president)
    for move in ("verify", "suspend"):
        associations.move(association, by=head, move=move, sentence="سبب")

    with pytest.raises(DomainError):
        invited(association, by=president, email="other@example.org")
    invitations.revoke(invitation, by=president)

    assert not association.invitations.waiting().exists()


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
