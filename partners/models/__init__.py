"""Associations, their memberships and invitations, and their steps with the cell."""

from partners.models.associations import (
    Association,
    AssociationArea,
    AssociationAuthor,
    AssociationStep,
    AssociationTheme,
)
from partners.models.guide import GuideChapter, GuideChapterAuthor, GuideStep, GuideSuggestion
from partners.models.memberships import Invitation, InvitationMail, Membership, Role
from partners.models.news import MobileNumber, NewsPreference, WaitingNews

__all__ = [
    "Association",
    "AssociationArea",
    "AssociationAuthor",
    "AssociationStep",
    "AssociationTheme",
    "GuideChapter",
    "GuideChapterAuthor",
    "GuideStep",
    "GuideSuggestion",
    "Invitation",
    "InvitationMail",
    "Membership",
    "MobileNumber",
    "NewsPreference",
    "Role",
    "WaitingNews",
]
