"""Who is told about which promise, and when: before it breaks, when it is broken, and the head when it has been broken for long."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from core.db import outbox
from proposals.demands.promises import answered_at_most_by, kind_of, registered_before
from proposals.demands.reminder_recipients import Recipients
from proposals.models import Demand, PromiseKind, PromiseReminder

BEFORE: Final = dt.timedelta(days=settings.SITE["promises"]["reminder_days"])
"""The owner is told this long before the promised day."""
ESCALATED_AFTER: Final = dt.timedelta(days=settings.SITE["promises"]["head_told_days"])
"""The head is told when an announced day is past for longer."""
BATCH: Final = 200
"""Demands of one transaction, and the most that one mail names."""
MAIL: Final = "proposals.promise_mail"
HEAD_TOLD: Final = "proposals.head_told"

Occasion = PromiseReminder.Occasion
BY_CALENDAR: Final = ("promise_on", "pk")


class Promised(NamedTuple):
    """What was promised about a demand, and until when."""

    demand: Demand
    kind: str
    on: dt.date


class Round(NamedTuple):
    """One occasion: the demands that it is about today, in the order of their index, and what was promised about each of them."""

    occasion: str
    demands: QuerySet[Demand]
    order: tuple[str, str]
    promised: Callable[[Demand], Promised]


def remind(today: dt.date) -> int:
    """Schedule the mails that are due; returns how many promises they are about.

    Can be repeated, by two workers at once and after a crash: the row that says that somebody was told is written with the mails in one
    transaction, and the demands of a batch are locked before it is looked up.
    """
    recipients = Recipients(today)
    return sum(_told(each, today, recipients) for each in rounds(today))


def rounds(today: dt.date) -> list[Round]:
    open_ = Demand.objects.filter(promise_on__isnull=False)
    unanswered = open_.filter(answered_on=None, registered_on__lt=registered_before(today))
    announced = open_.filter(due_on__lt=today - ESCALATED_AFTER)
    return [
        Round(Occasion.BEFORE, open_.filter(promise_on__range=(today, today + BEFORE)), BY_CALENDAR, _next),
        Round(Occasion.BROKEN, open_.filter(promise_on__lt=today), BY_CALENDAR, _next),
        Round(Occasion.ESCALATED, unanswered, ("registered_on", "pk"), _first_answer),
        Round(Occasion.ESCALATED, announced, ("due_on", "pk"), _announced),
    ]


def head_told_on(demand: Demand) -> dt.date | None:
    """The day on which the head was told about the promise that is broken now; public by decision. No query where its ``reminders`` are
    prefetched."""
    if demand.promise_on is None:
        return None
    told = (row.told_on for row in demand.reminders.all() if _is_escalation_of_now(row, demand))
    return min(told, default=None)


def _is_escalation_of_now(row: PromiseReminder, demand: Demand) -> bool:
    if row.occasion != Occasion.ESCALATED:
        return False
    if row.promise == PromiseKind.ANSWER:
        return demand.answered_on is None
    return row.promise == PromiseKind.ANNOUNCED and row.promised_on == demand.due_on


def _told(each: Round, today: dt.date, recipients: Recipients) -> int:
    done, last = 0, None
    while True:
        with transaction.atomic():
            batch = list(_batch(each, last))
            if not batch:
                return done
            last = batch[-1]
            done += _write(each, batch, today, recipients)


def _batch(each: Round, last: Demand | None) -> QuerySet[Demand]:
    """The next demands after ``last`` about whose promise nobody was told, locked. :func:`_write` looks again: another worker may have
    written the row while this one waited for the lock."""
    column, key = each.order
    rows = each.demands.filter(~Exists(_written(each)))
    if last is not None:
        day = getattr(last, column)
        rows = rows.filter(**{f"{column}__gte": day}).exclude(**{column: day, f"{key}__lte": last.pk})
    return rows.select_for_update(of=("self",), no_key=True).order_by(*each.order)[:BATCH]


def _written(each: Round) -> QuerySet[PromiseReminder]:
    """Of the outer demand, for the promise that this round is about."""
    rows = PromiseReminder.objects.filter(demand=OuterRef("pk"), occasion=each.occasion)
    if each.promised is _first_answer:
        return rows.filter(promise=PromiseKind.ANSWER)
    if each.promised is _announced:
        return rows.filter(promise=PromiseKind.ANNOUNCED, promised_on=OuterRef("due_on"))
    return rows.filter(promised_on=OuterRef("promise_on"))


def _write(each: Round, batch: list[Demand], today: dt.date, recipients: Recipients) -> int:
    """The rows and the mails of one batch: one mail for each person, which names all of the batch."""
    known = set(
        PromiseReminder.objects.filter(demand__in=batch, occasion=each.occasion).values_list(
            "demand", "promise", "promised_on"
        )
    )
    rows: dict[int, list[PromiseReminder]] = defaultdict(list)
    for promised in map(each.promised, batch):
        users = recipients.heads if each.occasion == Occasion.ESCALATED else recipients.in_charge(promised.demand)
        if users and (promised.demand.pk, promised.kind, promised.on) not in known:
            row = _row(each, promised, today)
            for user in users:
                rows[user].append(row)
    new = list({id(row): row for of_user in rows.values() for row in of_user}.values())
    PromiseReminder.objects.bulk_create(new)
    if each.occasion == Occasion.ESCALATED:
        for row in new:
            outbox.put(HEAD_TOLD, key=f"{row.pk}", demand=row.demand_id)
    for user, named in rows.items():
        keys = [row.pk for row in named]
        outbox.put(MAIL, key=f"{keys[0]}:{user}", user=user, reminders=keys)
    return len(new)


def _row(each: Round, promised: Promised, today: dt.date) -> PromiseReminder:
    return PromiseReminder(
        demand=promised.demand,
        occasion=each.occasion,
        promise=promised.kind,
        promised_on=promised.on,
        told_on=today,
    )


def _next(demand: Demand) -> Promised:
    return Promised(demand, kind_of(demand), cast(dt.date, demand.promise_on))


def _first_answer(demand: Demand) -> Promised:
    return Promised(demand, PromiseKind.ANSWER, answered_at_most_by(demand.registered_on))


def _announced(demand: Demand) -> Promised:
    return Promised(demand, PromiseKind.ANNOUNCED, cast(dt.date, demand.due_on))
