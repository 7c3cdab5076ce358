from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models


class ReferenceQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Entries offered in forms and public lists."""
        return self.filter(is_retired=False)

    def for_the_public(self) -> Self:
        """The same rows through the read-only role."""
        return self.using(settings.PUBLIC_DATABASE).in_use()

    def top_level(self) -> Self:
        return self.filter(parent=None)
