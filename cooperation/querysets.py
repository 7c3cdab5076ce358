from __future__ import annotations

from typing import Any, Self

from django.db import models

from consultations.querysets import SeatQuerySet
from partners.models import Association


class EnrolmentQuerySet(SeatQuerySet):
    def named(self) -> Self:
        """Whose participant is still named."""
        return self.exclude(participant="")


class CertificateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, those of the associations that they represent today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(enrolment__association__in=Association.objects.visible_to(user).values("pk"))
