from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from consultations.states import MeetingState, RegistrationState, ReportState
from core.zone import ZONE
from partners.models import Association

if TYPE_CHECKING:
    from consultations.models import Intervention, Meeting, Point, Registration, Report, Turn  # noqa: F401


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> Self:
        """The record is the cell's; everybody else reads published documents."""
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def without_report(self) -> Self:
        return self.filter(state=MeetingState.CLOSED, report=None)

    def late_with_report(self, today: dt.date) -> Self:
        """Closed for so long that a report is due, and without one. A record typed in afterwards counts from its closing."""
        last = today - dt.timedelta(days=settings.REPORT_DUE_AFTER_DAYS)
        # Not by PostgreSQL's day: it has rules of its own for the hour of Morocco.
        after = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), ZONE)
        closed_in_time = models.Q(closed_at__lt=after) | models.Q(closed_at=None, held_on__lte=last)
        return self.without_report().filter(closed_in_time)

    def with_first_publication(self) -> Self:
        """``first_published_at``: when the report was first published, for :meth:`Meeting.days_to_report`."""
        return self.annotate(first_published_at=_first_publication(report__meeting=models.OuterRef("pk")))


class InterventionQuerySet(models.QuerySet["Intervention"]):
    def readable(self) -> Self:
        """Without those that are sealed for the cell, of which no draft and no publication tells."""
        return self.filter(sealed_with="")


class PointQuerySet(models.QuerySet["Point"]):
    def reportable(self) -> Self:
        """Without those that rest on confidential contributions alone."""
        ties = self.model.interventions.through.objects.filter(point=models.OuterRef("pk"))  # type: ignore[attr-defined]
        has_readable = models.Exists(ties.filter(intervention__sealed_with=""))
        return self.filter(has_readable | ~models.Exists(ties))


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Any) -> Self:
        """All for the cell's staff; for a representative, those of the associations that he or she represents today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(association__in=Association.objects.visible_to(user).values("pk"))

    def coming(self) -> Self:
        return self.filter(state=RegistrationState.REGISTERED)

    def waiting(self) -> Self:
        """The waiting list, in the order in which it is served."""
        return self.filter(state=RegistrationState.WAITING).order_by("queued_at", "pk")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def with_first_publication(self) -> Self:
        return self.annotate(first_published_at=_first_publication(report=models.OuterRef("pk")))

    def awaiting_review(self) -> Self:
        return self.filter(state=ReportState.IN_REVIEW)

    def written_by(self, user: Any) -> Self:
        """Reports whose approval would publish words of ``user``: of the report, its record or a demand it mentions."""
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
        """Those who asked for the floor and did not get it yet, in the order in which they will."""
        return self.filter(started_at=None, stood_down_at=None).order_by("position", "pk")

    def speaking(self) -> Self:
        return self.filter(started_at__isnull=False, ended_at=None)
