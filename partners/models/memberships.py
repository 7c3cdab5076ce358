"""People who represent an association, and invitations to represent it."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.date_limits import possible_days
from core.text import addresses
from core.text.texts import LANGUAGES
from partners.models.associations import Association
from partners.querysets import InvitationQuerySet, MembershipQuerySet


class Role(models.TextChoices):
    PRESIDENT = "president", _("president")
    VICE_PRESIDENT = "vice_president", _("vice-president")
    SECRETARY = "secretary", _("secretary")
    TREASURER = "treasurer", _("treasurer")
    BOARD = "board", _("member of the board")
    REPRESENTATIVE = "representative", _("representative")


LASTS = dt.timedelta(days=14)
LEADING = (Role.PRESIDENT, Role.SECRETARY)


@pghistory.track()
class Membership(models.Model):
    """A person who represents an association for a period, in a board function."""

    Role = Role

    association = models.ForeignKey(Association, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["association", "since", "id"], name="membership_since"),
            models.Index(fields=["association", "-until", "-id"], name="membership_until"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "user"], condition=models.Q(until=None), name="membership_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["association"],
                condition=models.Q(until=None, role="president"),
                name="membership_one_president",
                violation_error_message=_("The association has a president already."),
            ),
            possible_days("since", "until", name="membership_days_are_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.association_id} {self.role}"


@pghistory.track(exclude=["nonce", "token_hash"])
class Invitation(models.Model):
    """An invitation by mail to become a member. The token is derived from ``nonce`` and the server's secret and never stored.

    ``invited_by`` sent it last; it is valid only while that person may invite (:func:`partners.representing.stands`).
    """

    association = models.ForeignKey(Association, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES])
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "email"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="invitation_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(email__regex=addresses.WHOLE), name="invitation_address_is_canonical"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None, used_by=None) | models.Q(used_at__isnull=False, used_by__isnull=False),
                name="invitation_used_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.association_id} {self.role}"

    @property
    def sent_at(self) -> dt.datetime:
        return self.expires_at - LASTS

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class InvitationMail(models.Model):
    """Counts mails with invitations, to limit them; deleted after two days."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="mails")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["by", "at"], name="invitation_mails_of_a_day")]

    def __str__(self) -> str:
        return f"{self.invitation_id}"
