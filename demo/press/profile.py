"""An invented association joins the public directory, and shows what it asked and how it judged the answers."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User
from demo import findings, people
from demo.civil_society import SENDERS
from partners import directory
from partners.actions import associations
from partners.models import Association

SHOWS = [Association.Shown.SEAT, Association.Shown.PURPOSE, Association.Shown.DEMANDS]


def play() -> Association | None:
    """``None`` if that was done before, or without the association."""
    president = User.objects.filter(email=SENDERS[0].email).first()
    row = Association.objects.filter(memberships__user=president).first() if president else None
    if row is None or row.in_directory:
        return None
    moderator = people.ensure()["moderator"]
    with transaction.atomic(), pghistory.context(source="demonstration"):
        row = associations.agree(row, by=president, version=row.version, in_directory=True, shows=list(SHOWS))
        pending = directory.pending_entry(row)
        if pending is None:
            return None
        findings.keep(pending, by=moderator)
        return associations.publish(row, by=moderator, version=row.version, seen=pending.fingerprint)
