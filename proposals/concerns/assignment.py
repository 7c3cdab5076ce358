"""Who of the cell deals with a concern. It is never published, and the association does not read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import HeldFunction, User
from accounts.permissions import require
from core.clock import today
from core.db.functions import by_name
from core.errors import DomainError, EditedMeanwhile
from proposals.concerns import review
from proposals.concerns.urgency import ON_DUTY
from proposals.models import Concern


class People(NamedTuple):
    """``here``: those who may review concerns today. ``gone``: those who once could."""

    here: Sequence[User]
    gone: Sequence[User]


def people() -> People:
    """One query."""
    held = HeldFunction.objects.filter(user=OuterRef("pk"), function__in=ON_DUTY)
    ever = User.objects.filter(Exists(held)).annotate(is_on_duty=Exists(held.on(today())))
    here: list[User] = []
    gone: list[User] = []
    for person in ever.order_by(by_name("name"), "pk"):
        (here if person.is_on_duty and person.is_active else gone).append(person)
    return People(here, gone)


def assign(concern: Concern, *, by: User, person: User | None, seen: User | int | None) -> Concern:
    """Give ``concern`` to ``person``; ``None`` releases it. The row and its history name who did, and when.

    ``seen``: to whom it was assigned on the page that ``by`` read. Raises :class:`~core.errors.EditedMeanwhile` if it is assigned to
    somebody else now, :class:`~core.errors.DomainError` for a person who may not review concerns today. The same again changes nothing.
    """
    require(by, review.REVIEW)
    if person and not _may_be_assigned(person):
        raise DomainError(_("This person does not review submissions today. Choose somebody else."))
    with transaction.atomic(), pghistory.context(user=by.pk):
        row = Concern.objects.select_for_update(of=("self",)).select_related("assignee").get(pk=concern.pk)
        if row.assignee == person:
            return row
        if row.assignee_id != (seen.pk if isinstance(seen, User) else seen):
            raise EditedMeanwhile(_moved_meanwhile(row.assignee))
        row.assignee, row.assigned_by, row.assigned_at = person, by, timezone.now()
        row.save(update_fields=["assignee", "assigned_by", "assigned_at"])
    return row


def take(concern: Concern, *, by: User, seen: User | int | None = None) -> Concern:
    return assign(concern, by=by, person=by, seen=seen)


def release(concern: Concern, *, by: User, seen: User | int | None) -> Concern:
    return assign(concern, by=by, person=None, seen=seen)


class Assigned(NamedTuple):
    """``person``: to whom it was given; ``None``: it was released."""

    at: dt.datetime
    person: User | None
    by: User


def history(concern: Concern) -> list[Assigned]:
    """Who gave the concern to whom, newest first. One query."""
    events = concern.events.filter(assigned_at__isnull=False).select_related("assignee", "assigned_by")  # type: ignore[attr-defined]
    # Each later change of the row repeats the assignment.
    rows = events.order_by("-assigned_at", "pgh_id").distinct("assigned_at")
    return [Assigned(row.assigned_at, row.assignee, row.assigned_by) for row in rows]


def unassigned(gone: Sequence[User]) -> Q:
    """Concerns that nobody deals with: also those of a person who left the cell."""
    return Q(assignee__in=gone) | Q(assignee=None) if gone else Q(assignee=None)


def waiting_of(person: User) -> QuerySet[Concern]:
    """Concerns with a deadline of the cell that are assigned to ``person``, without an order."""
    return Concern.objects.filter(assignee=person, due_at__isnull=False)


def _may_be_assigned(person: User) -> bool:
    held = HeldFunction.objects.on(today()).filter(user=person, function__in=ON_DUTY, user__is_active=True)
    return held.exists()


def _moved_meanwhile(assignee: User | None) -> str:
    if assignee is None:
        return str(_("Somebody released this submission meanwhile. Nothing was changed."))
    return str(_("This submission was assigned to %(person)s meanwhile. Nothing was changed.")) % {"person": assignee}
