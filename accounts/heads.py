"""Who is head of the cell today, by appointment or by delegation."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import HeldFunction, User
from core.clock import today


def other_than(authors: Collection[int]) -> list[User]:
    """Heads of today who are not among ``authors``, so that they may approve what these wrote. One query."""
    held = HeldFunction.objects.on(today()).filter(function=HeldFunction.Function.HEAD)
    heads = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk__in=authors)
    return list(heads.order_by("name", "pk"))


def is_acting_head(user: User) -> bool:
    """Whether ``user`` is head by delegation alone: with a last day."""
    held = HeldFunction.objects.on(today()).filter(user=user, function=HeldFunction.Function.HEAD)
    last_days = list(held.values_list("until", flat=True))
    return bool(last_days) and None not in last_days
