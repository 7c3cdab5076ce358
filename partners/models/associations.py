"""Who speaks: associations and the people who represent them."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.texts import TextsField
from core.versions import Versioned
from partners.querysets import AssociationQuerySet, MembershipQuerySet
from partners.states import VERIFICATION, Verification
from reference.models import Area, Theme


@pghistory.track()
class Association(Versioned):
    name = TextsField(_("name"))
    seat = models.CharField(_("seat"), max_length=200, blank=True)
    state = models.CharField(
        _("verification"), max_length=20, choices=Verification.choices, default=Verification.PENDING, editable=False
    )
    state_reason = models.TextField(_("reason given to the association"), blank=True, editable=False)
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        ordering = ["-registered_at", "-id"]
        indexes = [models.Index(fields=["-registered_at", "-id"], name="association_newest")]
        triggers = [VERIFICATION.trigger()]

    def __str__(self) -> str:
        return str(self.name)


@pghistory.track()
class Membership(models.Model):
    """A person who represents an association, for a time, in a board function."""

    class Role(models.TextChoices):
        PRESIDENT = "president", _("president")
        BOARD = "board", _("member of the board")
        REPRESENTATIVE = "representative", _("representative")

    association = models.ForeignKey(Association, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "user"], condition=models.Q(until=None), name="membership_once_at_a_time"
            )
        ]
