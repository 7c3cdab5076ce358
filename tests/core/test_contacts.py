"""Contacts that the operator has not entered: told by the system check, one number for each."""

from __future__ import annotations

from typing import Any

import pytest

from core import contacts

ENTERED = {
    "correction_email": "droits@example.org",
    "controller_address": "شارع السلام، مكناس",
    "cndp_receipt": "D-0-0/2026",
    "cell_phone": "05 00 00 00 00",
    "access_request_url": "https://example.org/31-13",
    "recourse_head_contact": "05 00 00 00 01",
    "recourse_inspection_contact": "05 00 00 00 02",
    "recourse_mediator_contact": "https://example.org/mediator",
}


@pytest.mark.parametrize("key", ENTERED)
def test_check_names_the_one_contact_that_is_missing(settings: Any, key: str) -> None:
    settings.SITE = settings.SITE | ENTERED | {key: ""}

    found = contacts.contacts_are_entered()

    assert [warning.hint for warning in found] == [f"Set {key} in SITE_FILE."]


def test_check_is_silent_when_every_contact_is_entered(settings: Any) -> None:
    settings.SITE = settings.SITE | ENTERED

    assert contacts.contacts_are_entered() == []


def test_each_contact_has_a_number_of_its_own() -> None:
    assert len({contact.check for contact in contacts.CONTACTS}) == len(contacts.CONTACTS) == len(ENTERED)
