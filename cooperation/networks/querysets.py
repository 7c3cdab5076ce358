from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from cooperation.networks.states import OPEN, UNREAD_BY_MEMBERS, MembershipState, Purpose, Reply, Stage
from partners.models import Association
from publications.drafts.models import DraftQuerySet
from publications.drafts.states import DraftState
from publications.models import Document
from publications.schemas import StatementDocument

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
        """For cell staff, statements that were sent to the cell, and those whose edition is public: the words that members discuss meanwhile
        are theirs alone."""
        rows = super().visible_to(user).filter(purpose=Purpose.STATEMENT)
        return rows.filter(models.Q(stage=Stage.HANDED_OVER) | models.Q(key__in=_public_keys()))

    def shown_to(self, membership: NetworkMembership, *, leads: bool) -> Self:
        """For the coordinator, all that are not given up; for a member, those about which it was ever asked and is not being worded. And those
        that are public, whatever the network does with them meanwhile."""
        if leads:
            return self.filter(~models.Q(stage=Stage.DROPPED) | models.Q(key__in=_public_keys()))
        asked = self.filter(consents__membership=membership).distinct()
        return asked.filter(~models.Q(stage__in=UNREAD_BY_MEMBERS) | models.Q(key__in=_public_keys()))

    def to_be_read(self) -> Self:
        """By the cell: sent to it, and not in review yet."""
        return self.filter(stage=Stage.HANDED_OVER, state=DraftState.DRAFTING)


def _public_keys() -> models.QuerySet[Any, Any]:
    return Document.objects.filter(kind=StatementDocument.kind, is_listed=True).values("key")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def counted(self) -> Self:
        """Of those who are members still."""
        return self.filter(membership__state=MembershipState.MEMBER)

    def agreeing(self) -> Self:
        return self.counted().filter(reply=Reply.AGREED)
