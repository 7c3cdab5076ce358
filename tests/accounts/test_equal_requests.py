"""Simultaneous equal requests have the result of one, and cause no database error, which PostgreSQL would log with its values."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.actions import people
from accounts.models import User
from consultations.models import Meeting
from core.db import outbox
from core.errors import DomainError
from partners.actions import invitations
from reference.actions import add_entry
from reference.models import Theme
from tests import factories
from tests.factories import text
from tests.partners.inviting import invited
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SIGN_UP, EMAIL, PASSWORD = "/accounts/signup/", "president@example.org", "a sentence of my own"


def signed_up(email: str, network: int = 1) -> tuple[Any, ...]:
    """The response of a sign-up, the next page without its tokens, and the cookies."""
    client = Client(raise_request_exception=False, REMOTE_ADDR=f"192.0.2.{network}")
    response = client.post(SIGN_UP, {"email": email, "password1": PASSWORD})
    after = client.get(response.url) if response.status_code == 302 else response
    return response.status_code, response.get("Location"), after.status_code, len(after.content), sorted(client.cookies)


@pytest.mark.slow
def test_eight_equal_sign_ups_at_once_get_the_answer_of_a_single_one(caplog: Any) -> None:
    single = signed_up("single@example.org")

    answers, refused = at_once([lambda number=number: signed_up(EMAIL, number) for number in range(8)])

    assert single[0] == 302
    assert answers == [single] * 8
    assert User.objects.filter(email=EMAIL).count() == EmailAddress.objects.filter(email=EMAIL).count() == 1
    assert not [sql for sql in refused if "account" in sql]
    assert "IntegrityError" not in caplog.text
    assert EMAIL not in caplog.text


@pytest.mark.slow
def test_owner_gets_the_link_of_confirmation_when_sign_ups_came_at_once() -> None:
    at_once([lambda number=number: signed_up(EMAIL, number) for number in range(4)])
    outbox.drain()

    assert [message.to for message in mail.outbox] == [[EMAIL]]
    assert "/accounts/confirm-email/" in mail.outbox[0].body


def test_a_sign_up_that_the_database_refuses_gets_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """For instance an account that a command of the server opened without taking the lock."""
    single = signed_up("single@example.org")

    def refused(self: User, *args: Any, **kwargs: Any) -> None:
        raise IntegrityError("Key (email)=(president@example.org) already exists.")

    monkeypatch.setattr(User, "save", refused)

    assert signed_up(EMAIL) == single


def confirmed(address: EmailAddress) -> int:
    key = EmailConfirmationHMAC.create(address).key
    return Client(raise_request_exception=False).post(f"/accounts/confirm-email/{key}/").status_code


@pytest.mark.slow
def test_one_address_confirmed_by_two_accounts_at_once_belongs_to_one() -> None:
    rows = [EmailAddress.objects.create(user=factories.user(), email="second@example.org") for _ in range(4)]

    statuses, refused = at_once([lambda row=row: confirmed(row) for row in rows])

    assert all(status in (200, 302) for status in statuses)
    assert EmailAddress.objects.filter(email="second@example.org", verified=True).count() == 1
    assert not [sql for sql in refused if "account" in sql]


def entered(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    return client


@pytest.mark.slow
def test_one_address_added_twice_at_once_is_added_once() -> None:
    user = factories.user()
    clients = [entered(user) for _ in range(4)]

    statuses, refused = at_once(
        [
            lambda client=client: (
                client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"}).status_code
            )
            for client in clients
        ]
    )

    assert set(statuses) <= {200, 302}
    assert EmailAddress.objects.filter(user=user, email="new@example.org").count() == 1
    assert not [sql for sql in refused if "account" in sql]


def test_two_addresses_made_the_first_at_once_leave_one_first() -> None:
    user = factories.user()
    others = [f"other{number}@example.org" for number in range(3)]
    for each in others:
        EmailAddress.objects.create(user=user, email=each, verified=True)
    clients = [entered(user) for _ in others]

    statuses, refused = at_once(
        [
            lambda client=client, each=each: (
                client.post("/accounts/email/", {"action_primary": "", "email": each}).status_code
            )
            for client, each in zip(clients, others, strict=True)
        ]
    )

    assert set(statuses) == {302}
    first = EmailAddress.objects.get(user=user, primary=True)
    assert User.objects.get(pk=user.pk).email == first.email in others
    assert not [sql for sql in refused if "account" in sql]


@pytest.mark.django_db
def test_address_that_another_account_was_opened_with_is_not_made_the_first() -> None:
    """Anybody can open an account with it and never confirm it."""
    user = factories.user()
    EmailAddress.objects.create(user=user, email="second@example.org", verified=True)
    User.objects.create_user("second@example.org", "a password of a stranger")

    response = entered(user).post("/accounts/email/", {"action_primary": "", "email": "second@example.org"})

    assert response.status_code == 409
    assert 'class="alert' in response.content.decode()
    user.refresh_from_db()
    assert user.email != "second@example.org"


def test_account_opened_twice_at_once_is_refused_in_words_once() -> None:
    administrator = factories.staff("administrator")

    def opened() -> str:
        try:
            people.open_account(by=administrator, email="officer@example.org")
        except DomainError:
            return "refused"
        return "opened"

    outcomes, refused = at_once([opened] * 4)

    assert sorted(outcomes) == ["opened", "refused", "refused", "refused"]
    assert not refused


@pytest.mark.slow
def test_two_invitations_to_one_new_address_accepted_at_once_make_one_account() -> None:
    tokens = [invitations.token_of(invited()) for _ in range(3)]

    def accepted(token: str) -> str:
        try:
            invitations.accept_with_password(token, password=PASSWORD)
        except invitations.NotOpen:
            return "sign in first"
        return "accepted"

    outcomes, refused = at_once([lambda token=token: accepted(token) for token in tokens])

    assert "accepted" in outcomes
    assert User.objects.filter(email="invited@example.org").count() == 1
    assert not refused


@pytest.mark.slow
def test_one_invitation_accepted_twice_at_once_is_no_error() -> None:
    token = invitations.token_of(invited())

    def accepted() -> int:
        fields = {"password": PASSWORD, "name": "رئيسة"}
        return Client(raise_request_exception=False).post(f"/members/invitations/{token}/", fields).status_code

    statuses, refused = at_once([accepted] * 4)

    assert 500 not in statuses
    assert User.objects.filter(email="invited@example.org").count() == 1
    assert not [sql for sql in refused if "cache" not in sql]


@pytest.mark.slow
def test_one_stranger_who_registers_eight_times_at_once_is_on_the_list_once() -> None:
    meeting = factories.announced(takes_registrations=True)
    fields = {"organisation": "جمعية", "email": EMAIL, "phone": "0612345678", "people": 1, "contact_function": "رئيسة"}

    statuses, refused = at_once(
        [
            lambda: Client(raise_request_exception=False).post(f"/register/{meeting.key}/", fields).status_code
            for _ in range(8)
        ]
    )

    assert statuses == [302] * 8
    assert meeting.registrations.count() == 1
    assert not [sql for sql in refused if "cache" not in sql]


def test_meetings_of_one_unit_and_day_planned_at_once_get_keys_of_their_own() -> None:
    recorder, unit = factories.staff("recorder"), factories.meeting().unit
    day = timezone.localdate() + dt.timedelta(days=100)

    made, refused = at_once([lambda: factories.meeting(by=recorder, unit=unit, held_on=day) for _ in range(4)])

    assert len({meeting.key for meeting in made}) == Meeting.objects.filter(held_on=day).count() == 4
    assert not refused


@pytest.mark.slow
def test_one_key_of_the_vocabulary_added_twice_at_once_is_refused_in_words() -> None:
    head = factories.staff("head")

    def added() -> str:
        try:
            add_entry(Theme, by=head, key="same_key", name=text("موضوع"))
        except DomainError:
            return "refused"
        return "added"

    outcomes, refused = at_once([added] * 3)

    assert sorted(outcomes) == ["added", "refused", "refused"]
    assert not refused
