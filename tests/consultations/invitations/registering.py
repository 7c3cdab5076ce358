"""A plan announced anew, what became of an answer, and the mails about it."""

from __future__ import annotations

from django.core import mail

from consultations.models import Meeting, Registration
from consultations.planning import meetings
from core.db import outbox
from tests import factories
from tests.factories import text


def state(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).state


def sent() -> list[str]:
    """Subjects of the mails that are due now."""
    mail.outbox.clear()
    outbox.drain()
    return sorted(message.subject for message in mail.outbox)


def announced_again(meeting: Meeting, head: object, **changes: object) -> None:
    meeting.refresh_from_db()
    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], **changes)
    meeting.refresh_from_db()
    factories.announce(meeting, by=head, note=text("تغيير"))
