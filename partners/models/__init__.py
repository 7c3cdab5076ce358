"""Who speaks: associations, the people who represent them, and what passed between them and the cell."""

from partners.models.associations import (
    Association,
    AssociationArea,
    AssociationAuthor,
    AssociationStep,
    AssociationTheme,
)
from partners.models.memberships import Invitation, InvitationMail, Membership, Role

__all__ = [
    "Association",
    "AssociationArea",
    "AssociationAuthor",
    "AssociationStep",
    "AssociationTheme",
    "Invitation",
    "InvitationMail",
    "Membership",
    "Role",
]
