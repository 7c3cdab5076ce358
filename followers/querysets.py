from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from followers.models import Follower  # noqa: F401


class FollowerQuerySet(models.QuerySet["Follower"]):
    def due(self, today: dt.date) -> Self:
        return self.filter(next_on__lte=today).order_by("next_on", "pk")

    def later_than(self, next_on: dt.date, pk: int) -> Self:
        """What comes after this row in the order of :meth:`due`."""
        return self.filter(models.Q(next_on__gt=next_on) | models.Q(next_on=next_on, pk__gt=pk))
