"""Rules: who leads an association, and who may invite somebody to represent it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from partners.models import Association, Invitation, Membership
from partners.models.memberships import LEADING
from partners.permissions import INVITERS


def of(user: User, association: Association) -> Membership | None:
    return association.memberships.current().filter(user=user).first()


def may_lead(user: User, association: Association) -> bool:
    """The president and the secretary may invite and decide on the public page; if there is neither, every member may."""
    membership = of(user, association)
    if membership is None:
        return False
    return membership.role in LEADING or not association.memberships.current().filter(role__in=LEADING).exists()


def may_invite(user: User, association: Association) -> bool:
    """Leading members, and staff who may read concerns."""
    return user.has_perm("partners.invite_representatives") or may_lead(user, association)


def stands(invitation: Invitation) -> bool:
    """Whether the sender may still invite for the association, and the association may still submit."""
    inviter, association = invitation.invited_by, invitation.association
    if not (association.can_submit and inviter.is_active):
        return False
    return may_lead(inviter, association) or _holds_since(inviter, invitation)


def _holds_since(inviter: User, invitation: Invitation) -> bool:
    """A function that ended and was given again does not make earlier invitations valid."""
    held = inviter.held_functions.on(timezone.localdate())
    return held.filter(function__in=INVITERS, since__lte=timezone.localdate(invitation.sent_at)).exists()
