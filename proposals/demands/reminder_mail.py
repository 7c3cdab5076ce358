"""Mail to whoever is in charge of demands whose promises break, and to the head: numbers, days and addresses, no word of a demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _, ngettext

from accounts.models import User
from core import mail
from core.clock import today
from core.db.outbox import doer
from core.text import formats
from proposals.demands.reminder_recipients import Recipients
from proposals.demands.reminders import MAIL
from proposals.models import PromiseReminder

Occasion = PromiseReminder.Occasion


@doer(MAIL)
def send_reminder(payload: Mapping[str, Any]) -> None:
    """Only to somebody who still works for the cell, and only about promises that are still open."""
    rows = list(_standing(payload["reminders"]))
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if not rows or user is None or not Recipients(today()).hold(user.pk):
        return
    with translation.override(user.language):
        site = settings.SITE["name"].in_language(user.language).text
        subject = _subject(rows[0].occasion, len(rows)) % {
            "site": site,
            "count": formats.number(len(rows), user.language),
        }
        mail.send(subject, "\n\n".join([_why(rows[0].occasion), *(_line(row, user) for row in rows)]), user.email)


def _standing(keys: list[int]) -> QuerySet[PromiseReminder]:
    next_one = Q(demand__promise_on=F("promised_on"))
    answer = Q(promise="answer", demand__answered_on=None)
    announced = Q(promise="announced", demand__due_on=F("promised_on"))
    escalated = Q(occasion=Occasion.ESCALATED) & (answer | announced)
    rows = PromiseReminder.objects.filter(pk__in=keys, demand__promise_on__isnull=False)
    return rows.filter(escalated | (~Q(occasion=Occasion.ESCALATED) & next_one)).select_related("demand").order_by("pk")


def _subject(occasion: str, count: int) -> str:
    if occasion == Occasion.BEFORE:
        return ngettext(
            "%(site)s: a promise about %(count)s demand ends within a week",
            "%(site)s: promises about %(count)s demands end within a week",
            count,
        )
    if occasion == Occasion.BROKEN:
        return ngettext(
            "%(site)s: the promise about %(count)s demand is broken",
            "%(site)s: the promises about %(count)s demands are broken",
            count,
        )
    return ngettext(
        "%(site)s: %(count)s demand has been overdue for long",
        "%(site)s: %(count)s demands have been overdue for long",
        count,
    )


def _why(occasion: str) -> str:
    if occasion == Occasion.ESCALATED:
        return _("You receive this as head of the cell.")
    return _("You receive this because you are in charge of these demands.")


def _line(row: PromiseReminder, user: User) -> str:
    return _("Demand %(number)s, %(promise)s promised by %(day)s:\n%(address)s") % {
        "number": formats.number(row.demand.number, user.language),
        "promise": row.get_promise_display(),
        "day": formats.day(row.promised_on, user.language),
        "address": settings.PUBLIC_ORIGIN + reverse("staff:demand", args=[row.demand_id]),
    }
