"""An invitation is revoked when its sender loses the right to invite."""

from __future__ import annotations

from django.utils import timezone

from partners.models import Association
from partners.representing import stands


def end_unfounded(association: Association) -> None:
    """Revoke invitations that are no longer valid. Call it after every change of memberships and of the association's state."""
    waiting = association.invitations.waiting().select_related("invited_by")
    gone = [each.pk for each in waiting if not stands(each)]
    if gone:
        association.invitations.filter(pk__in=gone).update(revoked_at=timezone.now())
