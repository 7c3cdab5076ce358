"""The cell's working list of demands: whose they are, what is due, and notes that never leave the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import HeldFunction, User
from accounts.permissions import require
from core.clock import today
from core.errors import DomainError
from proposals.demands import reopening
from proposals.demands.permissions import may_follow_up, own_units
from proposals.models import Demand, DemandNote, FollowUp, Mention
from proposals.querysets import DemandQuerySet
from reference.models import Institution, PoliceUnit

MOST_AT_ONCE = 200
"""Demands that one bulk assignment changes."""


def assign(
    demands: Iterable[Demand],
    *,
    by: User,
    unit: PoliceUnit | None = None,
    institution: Institution | None = None,
    person: User | None = None,
) -> int:
    """Give ``demands`` to one body, and in the office to one person; returns how many changed.

    The body is public: whoever names it is an author of the next edition. The person is not. Raises
    :class:`~core.errors.DomainError` for two bodies, for a person who is not in the cell today, or for more than :data:`MOST_AT_ONCE`.
    """
    require(by, "proposals.assign_demands")
    if unit and institution:
        raise DomainError(_("Name one body: a police unit or another body."))
    if person and not HeldFunction.objects.on(today()).filter(user=person, user__is_active=True).exists():
        raise DomainError(_("This person has no function in the cell today."))
    keys = sorted({demand.pk for demand in demands})
    if len(keys) > MOST_AT_ONCE:
        raise DomainError(_("Choose fewer demands at once."))
    with transaction.atomic():
        rows = list(Demand.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        return sum(_assigned(row, by, unit, institution, person) for row in rows)


def note(demand: Demand, *, by: User, text: str) -> DemandNote:
    """An internal note, by anybody of the cell. It stays as it is."""
    require(by, "proposals.view_demands")
    if not text.strip():
        raise DomainError(_("Write the note."))
    return DemandNote.objects.create(demand=demand, by=by, text=text.strip())


def _assigned(
    demand: Demand, by: User, unit: PoliceUnit | None, institution: Institution | None, person: User | None
) -> bool:
    if person and not may_follow_up(person, _with_owner(demand, unit, institution)):
        raise DomainError(_("This person answers for another unit."))
    before = (demand.owner_unit_id, demand.owner_institution_id, demand.owner_person_id)
    body = (unit.pk if unit else None, institution.pk if institution else None)
    after = (*(body if any(body) else before[:2]), person.pk if person else demand.owner_person_id)
    if after == before:
        return False
    demand.owner_unit_id, demand.owner_institution_id, demand.owner_person_id = after
    demand.version += 1
    demand.save(update_fields=["owner_unit", "owner_institution", "owner_person", "version"])
    if after[:2] != before[:2]:
        demand.authors.add(by)
    return True


def _with_owner(demand: Demand, unit: PoliceUnit | None, institution: Institution | None) -> Demand:
    """As it will be, for the question whether the person may act on it."""
    if not unit and not institution:
        return demand
    return Demand(owner_unit=unit, owner_institution=institution)


def week_from(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=7)


def is_in_charge(user: Any) -> Q:
    """Demands for which ``user`` is asked: as person in charge, or as liaison officer of the unit while nobody is named. Two queries for a
    liaison officer's units, none for others."""
    own = Q(owner_person=user)
    if units := own_units(user):
        own |= Q(owner_person=None, owner_unit__in=units)
    return own


def in_charge_of(user: Any) -> DemandQuerySet:
    """The open ones."""
    return Demand.objects.visible_to(user).not_merged().filter(is_in_charge(user), promise_on__isnull=False)


def to_be_approved_by(user: Any) -> DemandQuerySet:
    """Demands with a draft that waits for approval and in which ``user`` wrote nothing."""
    waiting = FollowUp.objects.filter(state="in_review").exclude(authors=user)
    return Demand.objects.visible_to(user).filter(pk__in=waiting.values("demand"))


ORDER = ("promise_on", "number")
"""Those first whose promise comes next; of equal days the older number; those last about which nothing is owed."""


def in_view(view: str, user: Any) -> Any:
    """The demands of one view, without an order and without merged ones; the list reads them by :data:`ORDER`."""
    rows, day = Demand.objects.visible_to(user).not_merged(), today()
    of_view: dict[str, Callable[[], Any]] = {
        "open": lambda: rows.filter(promise_on__isnull=False),
        "overdue": lambda: rows.filter(promise_on__lt=day),
        "week": lambda: rows.filter(promise_on__range=(day, week_from(day))),
        "mine": lambda: in_charge_of(user),
        "without_owner": lambda: rows.filter(promise_on__isnull=False, owner_unit=None, owner_institution=None),
        "approval": lambda: rows.waiting_for_approval(),
        "not_solved": lambda: rows.filter(pk__in=reopening.judged_not_solved().values("pk")),
        "all": lambda: rows,
    }
    return of_view[view]()


def with_mention_counts(demands: Iterable[Demand]) -> list[Demand]:
    """``demands`` of one page, each with its counted mentions: one query, of these demands alone."""
    rows = list(demands)
    mentions = Mention.objects.filter(demand__in=rows, is_counted=True).order_by()
    counts = dict(mentions.values_list("demand").annotate(Count("pk")))
    for row in rows:
        vars(row)["mention_count"] = counts.get(row.pk, 0)
    return rows


class Group(NamedTuple):
    """Demands of one page of the list whose next promise falls into the same time."""

    name: str
    label: str | Promise
    day: dt.date
    demands: list[Demand]


def by_promise(demands: Iterable[Demand]) -> list[Group]:
    """Late ones, those of the coming week, later ones, and those about which nothing is owed; in the order of the list."""
    day = today()
    rows = list(demands)
    late = [row for row in rows if row.promise_on and row.promise_on < day]
    soon = [row for row in rows if row.promise_on and day <= row.promise_on <= week_from(day)]
    later = [row for row in rows if row.promise_on and row.promise_on > week_from(day)]
    done = [row for row in rows if row.promise_on is None]
    groups = (("late", _("Promise broken"), late), ("week", _("This week"), soon), ("later", _("Later"), later),
              ("none", _("Nothing is owed"), done))  # fmt: skip
    return [Group(name, label, day, found) for name, label, found in groups if found]
