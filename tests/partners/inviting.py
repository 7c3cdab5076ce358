"""Helper: an invitation to represent an association."""

from __future__ import annotations

from partners.actions import invitations
from tests import factories

EMAIL, PASSWORD = "invited@example.org", "a sentence of my own"


def invited(association=None, *, by=None, email=EMAIL, role="secretary"):
    association = association or factories.association()
    by = by or factories.representative(association)
    return invitations.invite(association, by=by, email=email, role=role, language="ar")
