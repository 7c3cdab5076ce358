from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

from core.db.functions import holds_words

if TYPE_CHECKING:
    from partners.models import Association, GuideSuggestion, Invitation, Membership  # noqa: F401


class AssociationQuerySet(models.QuerySet["Association"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, the associations that they represent today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        return self.filter(_holds_today("memberships__"), memberships__user=user).distinct()

    def named_or_seated(self, words: str) -> Self:
        """Those whose name or seat holds each of ``words``, with or without hamza, ta marbuta and accents; all for none."""
        return self.filter(holds_words(words, "folded"))

    def waiting(self) -> Self:
        """Associations for which the cell must act, the oldest first."""
        return self.filter(waits_since__isnull=False).order_by("waits_since", "id")

    def like(self, association: Association) -> Self:
        """Other associations with the same name in any spelling."""
        if not association.name_stems:
            return self.none()
        return self.filter(name_stems=association.name_stems).exclude(pk=association.pk)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Memberships that are valid today."""
        return self.filter(_holds_today()).order_by("since", "pk")

    def former(self) -> Self:
        return self.filter(until__lt=timezone.localdate()).order_by("-until", "-pk")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Neither used nor revoked; an expired invitation can be sent again."""
        return self.filter(used_at=None, revoked_at=None)

    def open(self) -> Self:
        """Invitations whose link is valid now."""
        return self.waiting().filter(expires_at__gt=timezone.now())


class GuideSuggestionQuerySet(models.QuerySet["GuideSuggestion"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; for a representative, those of the associations that they represent today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_cell_staff:
            return self
        from partners.models import Association

        return self.filter(association__in=Association.objects.visible_to(user).values("pk"))

    def waiting(self) -> Self:
        return self.filter(state="waiting")


def _holds_today(prefix: str = "") -> models.Q:
    today = timezone.localdate()
    not_ended = models.Q(**{f"{prefix}until": None}) | models.Q(**{f"{prefix}until__gte": today})
    return not_ended & models.Q(**{f"{prefix}since__lte": today})
