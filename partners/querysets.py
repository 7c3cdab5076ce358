from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from partners.models import Association  # noqa: F401


class AssociationQuerySet(models.QuerySet["Association"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, the associations that he or she represents today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        today = timezone.localdate()
        current = models.Q(memberships__until=None) | models.Q(memberships__until__gte=today)
        return self.filter(current, memberships__user=user, memberships__since__lte=today).distinct()
