"""Mail reminders to editors and the head about a late report, once for each step."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from accounts.models import HeldFunction, User
from consultations.models import Meeting
from core.db import outbox

Function = HeldFunction.Function
REMINDED = (Function.EDITOR, Function.HEAD)
# Multiples of the time in which a report is due: a reminder after each.
STEPS = (1, 2)


def remind(meeting: Meeting, *, today: dt.date) -> None:
    """Schedule the reminders of the last reached step. Idempotent."""
    waited = (today - meeting.closed_on).days
    reached = [step for step in STEPS if waited >= step * settings.REPORT_DUE_AFTER_DAYS]
    if not reached:
        return
    with transaction.atomic():
        for user in reminded(today):
            key = f"{meeting.pk}:{reached[-1]}:{user.pk}"
            outbox.put("consultations.report_reminder", key=key, meeting=meeting.pk, user=user.pk)


def reminded(today: dt.date) -> list[User]:
    """Users with a function that gets reminders."""
    holding = HeldFunction.objects.on(today).filter(function__in=REMINDED)
    return list(User.objects.filter(is_active=True, pk__in=holding.values("user")).order_by("pk"))
