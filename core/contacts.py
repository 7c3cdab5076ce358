"""Contacts that only the operator of a portal knows: ``config/site.py`` leaves them empty, and ``SITE_FILE`` sets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, override


class Contact(NamedTuple):
    """``key``: its name in ``SITE_FILE``; ``hidden``: what public pages leave out while it is empty; ``check``: its system check."""

    key: str
    label: str | Promise
    hidden: str | Promise
    check: str


CONTACTS: Final = (
    Contact(
        "correction_email",
        _("E-mail address for corrections and for the rights of law 09-08"),
        _("The pages of reports do not say how to ask for a correction."),
        "core.W031",
    ),
    Contact(
        "controller_address",
        _("Postal address of the controller (law 09-08)"),
        _("The privacy page names the controller without an address."),
        "core.W032",
    ),
    Contact(
        "cndp_receipt",
        _("Number of the receipt of the national data protection commission"),
        _("No page names the receipt."),
        "core.W033",
    ),
    Contact(
        "cell_phone",
        _("Phone number of the cell for associations"),
        _("Invitations and mails give no number to call."),
        "core.W034",
    ),
    Contact(
        "access_request_url",
        _("Page for requests for information under law 31-13"),
        _("No page leads to requests for information."),
        "core.W035",
    ),
    Contact(
        "recourse_head_contact",
        _("Contact of the head of the cell, for associations whose submission is late"),
        _("Associations are told to turn to the head of the cell by letter."),
        "core.W036",
    ),
    Contact(
        "recourse_inspection_contact",
        _("Contact of the inspection of the police prefecture"),
        _("Associations are told to turn to the inspection by letter, unless the police unit has a contact."),
        "core.W037",
    ),
    Contact(
        "recourse_mediator_contact",
        _("Contact of the Mediator of the Kingdom"),
        _("Associations are told to turn to the Mediator by letter, unless the list of institutions has a contact."),
        "core.W038",
    ),
)


def missing() -> list[Contact]:
    return [contact for contact in CONTACTS if not settings.SITE[contact.key]]


@register(deploy=True)
def contacts_are_entered(**_asked: Any) -> Sequence[CheckMessage]:
    """One number for each contact, so that an operator who has none can silence that one (``SILENCED_CHECKS``)."""
    with override("en"):
        return [
            Warning(
                f"Missing: {contact.label}. {contact.hidden}", hint=f"Set {contact.key} in SITE_FILE.", id=contact.check
            )
            for contact in missing()
        ]
