"""The mailboxes of an association: of its contact, its president and its secretary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from consultations.models import Registration
from partners.models import Association, Membership
from partners.models.memberships import LEADING


class Mailbox(NamedTuple):
    """``user``: id of the account, ``None`` for an address without account."""

    user: int | None
    email: str
    language: str


def of_associations(associations: Iterable[Association], *, language: str = "ar") -> dict[int, list[Mailbox]]:
    """Mailboxes by association, without duplicates. Accounts come before the contact's address, because their language is known. One query."""
    associations = list(associations)
    found: dict[int, dict[str, Mailbox]] = defaultdict(dict)
    leading = Membership.objects.current().filter(
        association__in=[each.pk for each in associations], role__in=LEADING, user__is_active=True
    )
    for member in leading.select_related("user"):
        box = Mailbox(member.user_id, member.user.email, member.user.language)
        found[member.association_id].setdefault(box.email.lower(), box)
    for each in associations:
        if each.email:
            found[each.pk].setdefault(each.email.lower(), Mailbox(None, each.email, language))
    return {each.pk: list(found[each.pk].values()) for each in associations}


def mailboxes(registrations: Iterable[Registration]) -> list[tuple[Registration, list[Mailbox]]]:
    """Mailboxes of registrations. A registration without a known association has its own address."""
    registrations = list(registrations)
    known = of_associations([each.association for each in registrations if each.association])
    return [(each, known[each.association_id] if each.association_id else _given(each)) for each in registrations]


def _given(registration: Registration) -> list[Mailbox]:
    return [Mailbox(None, registration.email, registration.language)]
