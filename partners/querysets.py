from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from partners.models import Association, Membership  # noqa: F401


class AssociationQuerySet(models.QuerySet["Association"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, the associations that he or she represents today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(_holds_today("memberships__"), memberships__user=user).distinct()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Memberships that hold today."""
        return self.filter(_holds_today()).order_by("since", "pk")


def _holds_today(prefix: str = "") -> models.Q:
    today = timezone.localdate()
    not_ended = models.Q(**{f"{prefix}until": None}) | models.Q(**{f"{prefix}until__gte": today})
    return not_ended & models.Q(**{f"{prefix}since__lte": today})
