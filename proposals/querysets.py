from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from proposals.models import Demand, Mention  # noqa: F401


class Counts(NamedTuple):
    """Derived counts of a ledger; with ``uncounted`` the true numbers are higher."""

    mentions: int
    associations: int
    meetings: int
    concerns: int
    uncounted: bool


class DemandQuerySet(models.QuerySet["Demand"]):
    def visible_to(self, user: Any) -> Self:
        """Demands are the cell's working list; others read the published ones."""
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def with_mention_count(self) -> Self:
        return self.annotate(mention_count=Count("mentions", filter=Q(mentions__is_counted=True)))


class MentionQuerySet(models.QuerySet["Mention"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def from_meeting(self, key: str) -> Self:
        return self.filter(source_kind="meeting", source_key=key)

    def counts(self) -> Counts:
        """One query, whatever the number of rows."""
        counted, meeting = Q(is_counted=True), Q(source_kind="meeting")
        row = self.aggregate(
            mentions=Count("pk", filter=counted),
            associations=Count("association", distinct=True),
            meetings=Count("source_key", filter=meeting, distinct=True),
            concerns=Count("source_key", filter=~meeting, distinct=True),
            uncounted=Count("pk", filter=~counted),
        )
        return Counts(**{**row, "uncounted": bool(row["uncounted"])})
