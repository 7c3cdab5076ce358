from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from cooperation.networks.states import OPEN, MembershipState, Purpose, Reply, Stage
from partners.models import Association
from publications.drafts.models import DraftQuerySet

if TYPE_CHECKING:
    from cooperation.models import Consent, NetworkMembership  # noqa: F401


class NetworkMembershipQuerySet(models.QuerySet["NetworkMembership"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, those of the associations that they represent today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(association__in=Association.objects.visible_to(user).values("pk"))

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def members(self) -> Self:
        return self.filter(state=MembershipState.MEMBER).order_by("joined_on", "pk")

    def asking(self) -> Self:
        return self.filter(state=MembershipState.ASKED).order_by("asked_on", "pk")


class JointTextQuerySet(DraftQuerySet):
    def visible_to(self, user: Any) -> Self:
        """For cell staff, statements that were sent to the cell: what members still discuss is theirs alone."""
        return super().visible_to(user).filter(purpose=Purpose.STATEMENT, stage=Stage.HANDED_OVER)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def counted(self) -> Self:
        """Of those who are members still."""
        return self.filter(membership__state=MembershipState.MEMBER)

    def agreeing(self) -> Self:
        return self.counted().filter(reply=Reply.AGREED)
