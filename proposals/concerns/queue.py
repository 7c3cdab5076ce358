"""The queue of concerns: its views, its order, and what words find in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.clock import today
from core.db.functions import holds_words
from core.text.arabic import normalise
from partners.models import Association
from proposals.concerns import hiding
from proposals.concerns.assignment import unassigned
from proposals.models import Concern, Mention
from proposals.querysets import ConcernQuerySet
from proposals.states import ConcernState

SOONEST, NEWEST = ("-is_urgent", "due_at", "pk"), ("-received_at", "-pk")
"""The orders of the list: what may be an emergency, then the earliest deadline; or the last one received."""
WITHOUT_DEADLINE: Final = frozenset({"association", "closed", "hidden", "all"})
"""Views with concerns about which the cell owes nothing now."""
UNREAD: Final = (ConcernState.SUBMITTED, ConcernState.UNDER_REVIEW)
MOST_ASSOCIATIONS: Final = 300
"""Associations that are looked up before the concerns; of more, a word finds most concerns anyway."""
DAY: Final = dt.timedelta(days=1)


def in_view(view: str, user: Any, gone: Sequence[User]) -> ConcernQuerySet:
    """The concerns of one view, without an order. ``gone``: those who left the cell (:func:`proposals.concerns.assignment.people`)."""
    rows = Concern.objects.visible_to(user)
    due = rows.filter(due_at__isnull=False)
    shown = rows.exclude(hiding.PUT_AWAY)
    of_view: dict[str, Callable[[], ConcernQuerySet]] = {
        "waiting": lambda: due,
        "read": lambda: due.filter(state__in=UNREAD),
        "broken": lambda: due.filter(due_at__lt=timezone.now()),
        "mine": lambda: due.filter(assignee=user.pk),
        "nobody": lambda: due.filter(unassigned(gone)),
        "association": lambda: rows.filter(state=ConcernState.AWAITING),
        "no_demand": lambda: due.filter(~Exists(_mentions()), state=ConcernState.ACCEPTED),
        "closed": lambda: shown.filter(due_at=None).exclude(state=ConcernState.AWAITING),
        "hidden": lambda: rows.filter(hidden_at__isnull=False),
        "all": lambda: shown,
    }
    return of_view[view]()


def _mentions() -> Any:
    return Mention.objects.filter(source_kind=Mention.Source.CONCERN, source_key=OuterRef("reference"))


def order_of(view: str, promise: str) -> tuple[str, ...]:
    """``promise``: the chosen filter, or ""."""
    has_deadline = view not in WITHOUT_DEADLINE or promise in PROMISES
    return SOONEST if has_deadline and promise != NONE else NEWEST


NONE: Final = "none"
PROMISES: Final = ("broken", "today", "week")


def promised(promise: str) -> Q:
    """Concerns whose deadline is over, ends today or within a week, or that have none."""
    now = timezone.now()
    if promise == NONE:
        return Q(due_at=None)
    periods = {
        "broken": Q(due_at__lt=now),
        "today": Q(due_at__gte=now, due_at__lt=_tonight()),
        "week": Q(due_at__gte=now, due_at__lt=now + 7 * DAY),
    }
    return periods[promise]


def _tonight() -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(today() + DAY, dt.time()))


class Named(NamedTuple):
    """Associations in whose names looked-up words stand, by id with the folded name; ``None`` if there are too many to list."""

    folded: dict[int, str] | None

    def having(self, word: str) -> Q:
        """Concerns of associations in whose name ``word`` stands."""
        if self.folded is None:
            return Q(association__in=Association.objects.filter(holds_words(word, "folded")).values("pk"))
        return Q(association__in=[pk for pk, name in self.folded.items() if word in name])


def named(searches: Iterable[str]) -> Named:
    """For :func:`with_words`; one query for all ``searches``, none without a word."""
    words = {word for typed in searches for word in normalise(typed).split()}
    if not words:
        return Named({})
    rows = Association.objects.filter(reduce(Q.__or__, (holds_words(word, "folded") for word in sorted(words))))
    found = list(rows.order_by().values_list("pk", "folded")[: MOST_ASSOCIATIONS + 1])
    return Named(dict(found) if len(found) <= MOST_ASSOCIATIONS else None)


def with_words(rows: ConcernQuerySet, typed: str, associations: Named) -> ConcernQuerySet:
    """Concerns of which each word stands in the title, the reference or the name of the association, however it is written.

    Of a confidential concern the title is sealed.
    """
    for word in normalise(typed).split():
        rows = rows.filter(holds_words(word, "folded") | associations.having(word))
    return rows


class Neighbours(NamedTuple):
    """The ids of the concerns before and after one in the queue."""

    previous: int | None
    next: int | None


def neighbours(concern: Concern, user: Any) -> Neighbours:
    """Of a concern that does not wait any more, the next one is the first of the queue. At most two queries."""
    rows = Concern.objects.visible_to(user).filter(due_at__isnull=False)
    if concern.due_at is None:
        return Neighbours(None, rows.order_by(*SOONEST).values_list("pk", flat=True).first())
    same, others = rows.filter(is_urgent=concern.is_urgent), rows.exclude(is_urgent=concern.is_urgent)
    after = same.filter(Q(due_at__gt=concern.due_at) | Q(pk__gt=concern.pk), due_at__gte=concern.due_at)
    before = same.filter(Q(due_at__lt=concern.due_at) | Q(pk__lt=concern.pk), due_at__lte=concern.due_at)
    nothing = others.none()
    later, earlier = (others, nothing) if concern.is_urgent else (nothing, others)
    return Neighbours(
        _nearest(concern, before, earlier, ("-due_at", "-pk")), _nearest(concern, after, later, ("due_at", "pk"))
    )


def _nearest(concern: Concern, same: ConcernQuerySet, others: ConcernQuerySet, order: tuple[str, ...]) -> int | None:
    """The first of those with the same flag as ``concern``, otherwise of the ``others``. One query."""
    first, rest = (rows.order_by(*order).values_list("is_urgent", "pk")[:1] for rows in (same, others))
    found = dict(first.union(rest, all=True))
    return found.get(concern.is_urgent, found.get(not concern.is_urgent))


class Group(NamedTuple):
    """Concerns of one page of the list whose deadlines fall into the same time; those that may be an emergency are a group of their own."""

    name: str
    label: str | Promise
    concerns: list[Concern]


def by_promise(concerns: Iterable[Concern]) -> list[Group]:
    """In the order of the list; without empty groups."""
    rows, now, tonight = list(concerns), timezone.now(), _tonight()

    def name_of(row: Concern) -> str:
        if row.due_at is None:
            return "none"
        if row.is_urgent:
            return "urgent"
        return "late" if row.due_at < now else "week" if row.due_at < tonight else "later"

    labels = {
        "urgent": _("May be an emergency: read first"),
        "late": _("Promise broken"),
        "week": _("Due today"),
        "later": _("Later"),
        "none": _("Nothing is owed"),
    }
    groups = [Group(name, label, [row for row in rows if name_of(row) == name]) for name, label in labels.items()]
    return [group for group in groups if group.concerns]
