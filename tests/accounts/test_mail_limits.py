"""The daily limit of mails to a mailbox that anonymous requests can cause. The response does not reveal whether a mail was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.db import mail_limits, outbox
from core.models import OutboxRow
from partners.actions import invitations
from tests import factories

pytestmark = pytest.mark.django_db
MAILBOX, PASSWORD = "victim@example.org", "a sentence of my own"
MANY = mail_limits.MAILS_A_DAY + 4
Answer = tuple[int, str]


@pytest.fixture(autouse=True)
def _no_other_limit(settings: Any) -> None:
    """allauth counts by minute, in a cache; here the day is tested."""
    settings.ACCOUNT_RATE_LIMITS = False


def post(url: str, fields: dict[str, Any]) -> Answer:
    response = Client().post(url, fields)
    return response.status_code, response.get("Location", "")


def sign_up_with_a_known_address(number: int, address: str) -> Answer:
    return post("/accounts/signup/", {"email": address, "password1": PASSWORD})


def reset(number: int, address: str) -> Answer:
    return post("/accounts/password/reset/", {"email": address})


def register(number: int, address: str) -> Answer:
    meeting = factories.announced(takes_registrations=True)
    fields = {
        "organisation": "جمعية",
        "phone": "0612345678",
        "people": 1,
        "contact_function": "رئيسة",
        "email": address,
    }
    status, to = post(f"/register/{meeting.key}/", fields)
    return status, to.partition("?")[2]


def invite(number: int, address: str) -> Answer:
    """Each time another association, as one person can sign up several."""
    association = factories.association()
    president = factories.representative(association)
    invitations.invite(association, by=president, email=address, role="secretary", language="ar")
    return 0, ""


def add_as_second_address(number: int, address: str) -> Answer:
    client, user = Client(), factories.user()
    client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    response = client.post("/accounts/email/", {"action_add": "", "email": address})
    assert EmailAddress.objects.filter(user=user, email=address, verified=False).exists()
    return response.status_code, response.get("Location", "")


def sign_in_unconfirmed(number: int, address: str) -> Answer:
    """The stranger knows the password: it is the one of his own sign-up."""
    User.objects.filter(email=address).exists() or User.objects.create_user(address, PASSWORD)
    return post("/accounts/login/", {"login": address, "password": PASSWORD})


KINDS: dict[str, Callable[[int, str], Answer]] = {
    "sign-up with a known address": sign_up_with_a_known_address,
    "reset": reset,
    "registration": register,
    "invitation": invite,
    "confirmation of a second address": add_as_second_address,
    "confirmation of an account": sign_in_unconfirmed,
}
KNOWN = {"sign-up with a known address", "reset"}


def known_for_long() -> None:
    user = factories.user(email=MAILBOX)
    User.objects.filter(pk=user.pk).update(joined_at=timezone.now() - dt.timedelta(days=1))


def mails_to(address: str) -> int:
    mail.outbox.clear()
    outbox.drain()
    return sum(message.to == [address] for message in mail.outbox)


@pytest.mark.parametrize("kind", KINDS)
def test_mailbox_gets_few_mails_of_one_kind_in_a_day_and_the_answer_stays_the_same(kind: str) -> None:
    if kind in KNOWN:
        known_for_long()
    allowed = mail_limits.MAILS_A_DAY_WITH_RESETS if kind == "reset" else mail_limits.MAILS_A_DAY

    answers = [KINDS[kind](number, MAILBOX) for number in range(MANY)]

    assert len(set(answers)) == 1
    assert answers[0][0] in (0, 302)
    assert mails_to(MAILBOX) == allowed


@pytest.mark.slow
def test_mailbox_gets_few_mails_of_all_kinds_together() -> None:
    known_for_long()

    for number in range(3):
        for kind in sorted(set(KINDS) - {"confirmation of an account"}):
            KINDS[kind](number, MAILBOX)

    assert mails_to(MAILBOX) <= mail_limits.MAILS_A_DAY_WITH_RESETS
    assert mails_to("other@example.org") == 0


@pytest.mark.slow
def test_spellings_of_one_mailbox_have_one_limit() -> None:
    spellings = [f"v{'.' * (number % 2)}ictim+{number}@example.org" for number in range(MANY)]

    for number, spelling in enumerate(spellings):
        register(number, spelling)

    mail.outbox.clear()
    outbox.drain()
    assert len(mail.outbox) == mail_limits.MAILS_A_DAY


@pytest.mark.slow
def test_owner_gets_a_link_for_a_new_password_after_strangers_used_up_all_other_mails() -> None:
    """The links that strangers ask for serve the owner, too: nobody can keep the owner from a new password."""
    factories.user(email=MAILBOX)
    for number in range(MANY):
        register(number, MAILBOX)
    assert mails_to(MAILBOX) == mail_limits.MAILS_A_DAY

    reset(0, MAILBOX)

    assert mails_to(MAILBOX) == 1
    assert "/accounts/password/reset/key/" in mail.outbox[-1].body


def test_second_address_of_an_account_gives_no_more_links_to_its_first() -> None:
    user = factories.user(email=MAILBOX)
    EmailAddress.objects.create(user=user, email="second@example.com", verified=True)

    for number in range(MANY):
        reset(number, MAILBOX)
        reset(number, "second@example.com")

    assert mails_to(MAILBOX) == mail_limits.MAILS_A_DAY_WITH_RESETS


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["reset", "registration"])
def test_limit_holds_for_unknown_addresses_alike(kind: str) -> None:
    """Otherwise the number of rows that a request writes would tell whether the address is known."""
    factories.user(email=MAILBOX)

    for number in range(MANY):
        KINDS[kind](number, MAILBOX)
    known = OutboxRow.objects.count()
    for number in range(MANY):
        KINDS[kind](number, "unknown@example.com")

    assert OutboxRow.objects.count() == 2 * known


@pytest.mark.slow
def test_invitation_by_the_cell_ignores_the_limit() -> None:
    for number in range(MANY):
        register(number, MAILBOX)
    mails_to(MAILBOX)

    invitations.invite(
        factories.association(), by=factories.staff("moderator"), email=MAILBOX, role="secretary", language="ar"
    )

    assert mails_to(MAILBOX) == 1


def test_limit_survives_a_cleared_cache() -> None:
    factories.user(email=MAILBOX)
    for number in range(MANY):
        reset(number, MAILBOX)
    mails_to(MAILBOX)

    cache.clear()
    reset(0, MAILBOX)

    assert mails_to(MAILBOX) == 0
