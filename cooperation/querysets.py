from __future__ import annotations

from typing import Any, Self

from django.db import models


class OfficeQuerySet(models.QuerySet[Any]):
    """Rows that the staff of the cell alone may see."""

    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_cell_staff else self.none()
