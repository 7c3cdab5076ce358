from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from consultations.states import MeetingState, RegistrationState, ReportState
from core.zone import ZONE
from partners.models import Association
from partners.states import MAY_SUBMIT

if TYPE_CHECKING:
    from consultations.models import Intervention, Meeting, Point, Registration, Report, Turn  # noqa: F401


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; others read only published documents."""
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def without_report(self) -> Self:
        return self.filter(state=MeetingState.CLOSED, report=None)

    def late_with_report(self, today: dt.date) -> Self:
        """Closed meetings without a report whose report is due. Counted from the closing, also for records entered afterwards."""
        last = today - dt.timedelta(days=settings.REPORT_DUE_AFTER_DAYS)
        # The day is not computed by PostgreSQL, whose time zone rules for Morocco may be outdated.
        after = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), ZONE)
        closed_in_time = models.Q(closed_at__lt=after) | models.Q(closed_at=None, held_on__lte=last)
        return self.without_report().filter(closed_in_time)

    def with_first_publication(self) -> Self:
        """``first_published_at``: when the report was first published, for :meth:`Meeting.days_to_report`."""
        return self.annotate(first_published_at=_first_publication(report__meeting=models.OuterRef("pk")))


class InterventionQuerySet(models.QuerySet["Intervention"]):
    def readable(self) -> Self:
        """Without confidential contributions, which are not used in drafts and publications."""
        return self.filter(sealed_with="")


class PointQuerySet(models.QuerySet["Point"]):
    def reportable(self) -> Self:
        """Without points that only confidential contributions carry."""
        ties = self.model.interventions.through.objects.filter(point=models.OuterRef("pk"))  # type: ignore[attr-defined]
        has_readable = models.Exists(ties.filter(intervention__sealed_with=""))
        return self.filter(has_readable | ~models.Exists(ties))


class SeatQuerySet(models.QuerySet[Any]):
    """Places of associations in a meeting or a training."""

    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, places of the associations that they represent today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(association__in=Association.objects.visible_to(user).values("pk"))

    def coming(self) -> Self:
        return self.filter(state=RegistrationState.REGISTERED)

    def waiting(self) -> Self:
        """The waiting list, in order."""
        return self.filter(state=RegistrationState.WAITING).order_by("queued_at", "pk")

    def of_welcome_associations(self) -> Self:
        """Without suspended and refused associations; those that the cell does not know have no such state."""
        return self.filter(models.Q(association=None) | models.Q(association__state__in=MAY_SUBMIT))


class RegistrationQuerySet(SeatQuerySet):
    pass


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def with_first_publication(self) -> Self:
        return self.annotate(first_published_at=_first_publication(report=models.OuterRef("pk")))

    def awaiting_review(self) -> Self:
        return self.filter(state=ReportState.IN_REVIEW)

    def written_by(self, user: Any) -> Self:
        """Reports whose approval would publish text by ``user``: in the report, its record or a demand that it mentions."""
        in_record = models.Q(meeting__authors=user) | models.Q(meeting__points__demand__authors=user)
        return self.filter(models.Q(authors=user) | in_record).distinct()

    def being_written(self) -> Self:
        return self.filter(state__in=[ReportState.DRAFTING, ReportState.RETURNED])


def _first_publication(**of: models.OuterRef) -> models.Subquery:
    from consultations.models import ReportStep

    published = ReportStep.objects.filter(move="approve", **of).order_by("at")
    return models.Subquery(published.values("at")[:1])


class TurnQuerySet(models.QuerySet["Turn"]):
    def waiting(self) -> Self:
        """Turns that are waiting, in order."""
        return self.filter(started_at=None, stood_down_at=None).order_by("position", "pk")

    def speaking(self) -> Self:
        return self.filter(started_at__isnull=False, ended_at=None)
