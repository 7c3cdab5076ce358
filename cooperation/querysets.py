from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from consultations.querysets import SeatQuerySet
from cooperation.states import WITH_THE_CELL, ConvergenceState
from partners.models import Association
from publications.drafts.models import DraftQuerySet

if TYPE_CHECKING:
    from cooperation.models import Convergence, Deliverable, Delivery, ProgrammeReport, ProgrammeSession  # noqa: F401


class PartnershipQuerySet(DraftQuerySet):
    def of_member(self, user: Any) -> Self:
        """For a representative, agreements whose party is an association represented today: offered, or public."""
        if not user.is_authenticated:
            return self.none()
        own = Association.objects.visible_to(user) if not user.is_cell_staff else Association.objects.none()
        known = models.Q(is_public=True) | models.Q(offered_at__isnull=False)
        return self.filter(known, parties__association__in=own.values("pk")).distinct()


class DeliverableQuerySet(models.QuerySet["Deliverable"]):
    def owed(self) -> Self:
        """Neither done nor given up, in agreements that are public, the most late first."""
        rows = self.filter(done_on=None, dropped_on=None, partnership__is_public=True)
        return rows.order_by("due_on", "id")

    def due_before(self, day: dt.date) -> Self:
        return self.filter(due_on__lt=day)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def waiting(self) -> Self:
        return self.filter(state="waiting")


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


class PressKitQuerySet(DraftQuerySet):
    def awaiting_review(self) -> Self:
        """Without those that are signed and wait for the end of their embargo."""
        return super().awaiting_review().filter(signed_by=None)


class OfficeQuerySet(models.QuerySet[Any]):
    """Rows that the staff of the cell alone may see."""

    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_cell_staff else self.none()


class InstitutionRequestQuerySet(OfficeQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What is asked about a concern only for those who may read concerns."""
        rows = super().visible_to(user)
        return rows if user.has_perm("proposals.review_concerns") else rows.filter(concern=None)


ANSWERED_BY_SIDES = (
    ConvergenceState.OFFERED,
    ConvergenceState.COUNTERED,
    ConvergenceState.AGREED,
    ConvergenceState.DECLINED,
)


def _represented(user: Any) -> models.QuerySet[Any]:
    """Ids of the associations for which ``user`` speaks today."""
    return Association.objects.visible_to(user).values("pk")


class ProgrammeQuerySet(DraftQuerySet):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, those that their association organises, alone or jointly."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        mine = _represented(user)
        return self.filter(Q(association__in=mine) | Q(origins__association__in=mine)).distinct()


class ProgrammeSessionQuerySet(models.QuerySet["ProgrammeSession"]):
    def in_week_of(self, day: dt.date) -> Self:
        monday = day - dt.timedelta(days=day.weekday())
        return self.filter(day__range=(monday, monday + dt.timedelta(days=6)))


class ProgrammeReportQuerySet(models.QuerySet["ProgrammeReport"]):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(programme__association__in=_represented(user))

    def waiting(self) -> Self:
        return self.filter(state="waiting")


class ConvergenceQuerySet(models.QuerySet["Convergence"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, what was offered to their association."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        mine = _represented(user)
        sides = Q(first__association__in=mine) | Q(second__association__in=mine)
        return self.filter(sides, state__in=ANSWERED_BY_SIDES)

    def with_the_cell(self, today: dt.date) -> Self:
        """Those about which the cell decides now: what is postponed only from its day on."""
        later = Q(state=ConvergenceState.POSTPONED, shown_again_on__gt=today)
        return self.filter(state__in=WITH_THE_CELL).exclude(later)
