from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from consultations.states import MeetingState, RegistrationState, ReportState
from partners.models import Association

if TYPE_CHECKING:
    from consultations.models import Meeting, Registration, Report, Turn  # noqa: F401


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> Self:
        """The record is the cell's; everybody else reads published documents."""
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def without_report(self) -> Self:
        return self.filter(state=MeetingState.CLOSED, report=None)


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

    def awaiting_review(self) -> Self:
        return self.filter(state=ReportState.IN_REVIEW)

    def written_by(self, user: Any) -> Self:
        """Reports whose approval would publish words of ``user``: of the report, its record or a demand it mentions."""
        in_record = models.Q(meeting__authors=user) | models.Q(meeting__points__demand__authors=user)
        return self.filter(models.Q(authors=user) | in_record).distinct()

    def being_written(self) -> Self:
        return self.filter(state__in=[ReportState.DRAFTING, ReportState.RETURNED])


class TurnQuerySet(models.QuerySet["Turn"]):
    def waiting(self) -> Self:
        """Those who asked for the floor and did not get it yet, in the order in which they will."""
        return self.filter(started_at=None, stood_down_at=None).order_by("position", "pk")

    def speaking(self) -> Self:
        return self.filter(started_at__isnull=False, ended_at=None)
