"""Who is reminded of what was promised, and when: two weeks and three days before, on the day after, and before the agreement ends."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import HeldFunction
from cooperation.models import Deliverable, Partnership, PartnershipParty, PartnershipReminder
from core.clock import today
from core.db import outbox
from publications.drafts.states import DraftState

MAIL: Final = "cooperation.partnership_mail"
SOON, NEAR, ENDS = dt.timedelta(days=14), dt.timedelta(days=3), dt.timedelta(days=60)
BATCH: Final = 200
Occasion = PartnershipReminder.Occasion
Function = HeldFunction.Function


def remind(today: dt.date) -> int:
    """Schedule the mails that are due; returns how many occasions they are about.

    Can be repeated: the row that says that somebody was told is written with the mails in one transaction, and only once.
    """
    # The nearest occasion first: whoever was never told two weeks before is told once, three days before.
    owed = (
        (Occasion.LATE, Q(due_on__lt=today)),
        (Occasion.NEAR, Q(due_on__range=(today, today + NEAR))),
        (Occasion.SOON, Q(due_on__range=(today + NEAR + dt.timedelta(days=1), today + SOON))),
    )
    done = sum(_told(occasion, condition, today) for occasion, condition in owed)
    return done + _ending(today)


def of_party(party: PartnershipParty) -> list[int]:
    """Ids of the users who are told: the members of an association; for a police unit or an institution the editors of the cell."""
    if party.association:
        return list(party.association.memberships.current().values_list("user", flat=True))
    return editors()


def editors() -> list[int]:
    held = HeldFunction.objects.on(today()).filter(user__is_active=True, function__in=(Function.EDITOR, Function.HEAD))
    found: dict[str, set[int]] = {Function.EDITOR: set(), Function.HEAD: set()}
    for function, user in held.values_list("function", "user_id"):
        found[function].add(user)
    return sorted(found[Function.EDITOR] or found[Function.HEAD])


def _told(occasion: str, condition: Q, today: dt.date) -> int:
    done = 0
    while True:
        with transaction.atomic():
            batch = list(_waiting(occasion, condition))
            for row in batch:
                reminder = PartnershipReminder.objects.create(
                    partnership=row.partnership, deliverable=row, occasion=occasion, due_on=row.due_on, told_on=today
                )
                _put(reminder, of_party(row.party))
        done += len(batch)
        if len(batch) < BATCH:
            return done


def _waiting(occasion: str, condition: Q) -> QuerySet[Deliverable]:
    """Locked, so that a second worker waits and then finds the row that the first one wrote."""
    told = PartnershipReminder.objects.filter(deliverable=OuterRef("pk"), due_on=OuterRef("due_on"), occasion=occasion)
    # Not while the agreement is corrected: a promise of the draft alone was agreed to by nobody.
    rows = Deliverable.objects.owed().filter(condition, ~Exists(told), partnership__state=DraftState.PUBLISHED)
    return rows.select_related("partnership", "party__association").select_for_update(of=("self",))[:BATCH]


def _ending(today: dt.date) -> int:
    told = PartnershipReminder.objects.filter(
        partnership=OuterRef("pk"), occasion=Occasion.ENDS, due_on=OuterRef("ends_on")
    )
    with transaction.atomic():
        rows = Partnership.objects.filter(
            ~Exists(told), is_public=True, renewed_by=None, ends_on__range=(today, today + ENDS)
        )
        batch = list(rows.select_for_update(of=("self",)).order_by("ends_on", "id")[:BATCH])
        for row in batch:
            reminder = PartnershipReminder.objects.create(
                partnership=row, occasion=Occasion.ENDS, due_on=row.ends_on, told_on=today
            )
            parties = row.parties.select_related("association")
            _put(reminder, sorted({user for party in parties for user in of_party(party)}))
        return len(batch)


def _put(reminder: PartnershipReminder, users: list[int]) -> None:
    for user in users:
        outbox.put(MAIL, key=f"{reminder.pk}:{user}", reminder=reminder.pk, user=user)
