"""Invitations end with the right to send them."""

from __future__ import annotations

from django.utils import timezone

from partners.models import Association
from partners.representing import stands


def end_unfounded(association: Association) -> None:
    """After every change of who represents the association, and of whether it may send: what stands no more is taken back for good."""
    waiting = association.invitations.waiting().select_related("invited_by")
    gone = [each.pk for each in waiting if not stands(each)]
    if gone:
        association.invitations.filter(pk__in=gone).update(revoked_at=timezone.now())
