"""What became of an answer, and the mails about it."""

from __future__ import annotations

from django.core import mail

from consultations.models import Registration
from core import outbox


def state(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).state


def sent() -> list[str]:
    """Subjects of the mails that are due now."""
    mail.outbox.clear()
    outbox.drain()
    return sorted(message.subject for message in mail.outbox)
