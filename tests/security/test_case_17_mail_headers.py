"""Threat 17: nothing that somebody types adds a header or a recipient to a mail, or becomes a link in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.db import outbox
from partners.actions import invitations
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "president@example.org", "a sentence of my own"
HOSTILE = [
    "جمعية\r\nBcc: thief@example.com",
    "جمعية\nSubject: other\n\nhttps://evil.example",
    "<a href='https://evil.example'>جمعية</a>",
    "https://evil.example/جمعية",
    "جمعية\u2028Bcc: thief@example.com",
    "=?utf-8?q?=0d=0aBcc:thief@example.com?=",
]
ADDRESSES = [f"{EMAIL}\nBcc: thief@example.com", f"{EMAIL}\r\nBcc: thief@example.com", f"{EMAIL}, thief@example.com",
             f"{EMAIL}%0ABcc:thief@example.com", f"<{EMAIL}>", f"{EMAIL};thief@example.com", f"{EMAIL}\u2028thief@example.com"]  # fmt: skip
HEADERS = {
    "content-type",
    "mime-version",
    "content-transfer-encoding",
    "subject",
    "from",
    "to",
    "date",
    "message-id",
    "auto-submitted",
}


def only_message() -> Any:
    """The mail as it goes to the server, which has to be for one recipient and with our headers only."""
    outbox.drain()
    (sent,) = mail.outbox
    message = sent.message()
    assert sent.recipients() == [EMAIL]
    assert {name.lower() for name in message} <= HEADERS
    assert len(message.get_all("To")) == len(message.get_all("Subject")) == 1
    assert "\n" not in message["To"]
    return sent


def register(**typed: str) -> Any:
    meeting = factories.announced(takes_registrations=True)
    fields = {"organisation": "جمعية", "phone": "0612345678", "people": 1, "contact_function": "رئيسة", "email": EMAIL}
    return Client().post(f"/register/{meeting.key}/", fields | typed)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_name_of_who_signs_up_changes_no_mail(name: str) -> None:
    Client().post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD, "name": name})

    sent = only_message()

    assert "thief" not in sent.body + sent.subject
    assert "evil.example" not in sent.body


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_name_of_who_registers_for_a_meeting_changes_no_mail(name: str) -> None:
    assert register(organisation=name).status_code == 302

    sent = only_message()

    assert "evil.example" not in sent.body
    assert "thief@example.com" not in sent.body
    assert "جمعية" in sent.body or name.startswith("=?")


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_name_of_an_association_changes_no_invitation(name: str) -> None:
    association = factories.association(name=text(name))
    president = factories.representative(association)
    invitations.invite(association, by=president, email=EMAIL, role="secretary", language="ar")

    sent = only_message()

    assert "evil.example" not in sent.body
    assert "thief@example.com" not in sent.body


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
@pytest.mark.parametrize("form", ["sign-up", "reset", "registration"])
def test_address_with_more_than_an_address_in_it_is_refused(form: str, address: str) -> None:
    """The same form takes the address alone: see the tests above, and below for reset."""
    factories.user(email="other@example.org")

    if form == "registration":
        status = register(email=address).status_code
    else:
        url = {"sign-up": "/accounts/signup/", "reset": "/accounts/password/reset/"}[form]
        status = Client().post(url, {"email": address, "password1": PASSWORD}).status_code
    outbox.drain()

    assert status in (200, 400)
    assert not mail.outbox


def test_reset_goes_to_the_owner_alone() -> None:
    factories.user(email=EMAIL, name=HOSTILE[0])

    Client().post("/accounts/password/reset/", {"email": EMAIL})

    assert "thief" not in only_message().body
