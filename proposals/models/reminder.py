"""That the cell was told about a promise: before it breaks, when it is broken, and when the head has to know."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.date_limits import possible_days
from proposals.models.demands import Demand


class PromiseKind(models.TextChoices):
    ANSWER = "answer", _("first answer")
    ANNOUNCED = "announced", _("announced day")
    NEWS = "news", _("news")


class PromiseReminder(models.Model):
    """One row for each time that the cell is told about one promise. It is written with the mails in one transaction.

    ``promised_on``: the day until which something was promised. Another day is another promise, about which the cell is told anew.
    ``told_on`` of an escalation is public by decision: since that day the head knows.
    """

    class Occasion(models.TextChoices):
        BEFORE = "before", _("before the promise breaks")
        BROKEN = "broken", _("the promise is broken")
        ESCALATED = "escalated", _("the head of the cell was told")

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="reminders")
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    promise = models.CharField(max_length=10, choices=PromiseKind.choices)
    promised_on = models.DateField()
    told_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "occasion", "promise", "promised_on"], name="promise_reminded_of_once"
            ),
            possible_days("promised_on", "told_on", name="promise_reminder_days_are_possible"),
        ]
        triggers = [
            pgtrigger.Protect(name="promise_reminders_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
