"""Registrations for a meeting."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.meetings import Meeting
from consultations.querysets import RegistrationQuerySet
from consultations.states import REGISTRATION, RegistrationState
from core.db.functions import folded_column
from core.text import addresses
from core.text.texts import LANGUAGES
from partners.models import Association

UNCONFIRMED = "unconfirmed"
# No history of unconfirmed registrations, whose address may belong to somebody else: deleting them must remove everything.
COUNTS = ~pgtrigger.Q(new__state=UNCONFIRMED)


@pghistory.track(
    pghistory.InsertEvent(condition=COUNTS),
    pghistory.UpdateEvent(condition=COUNTS),
    exclude=["nonce", "token_hash", "folded"],
)
class Registration(models.Model):
    """The registration of an association for a meeting: invited by the cell, or made on the registration page.

    ``association`` is null if the cell does not know it: it gives its name and contact. The token of the answer link is derived from
    ``nonce`` and the server's secret; only its hash is stored. ``code`` is in the QR code for the check-in; only staff can use it.

    A registration with an unconfirmed address has no effect and no history, and is deleted after some days.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="registrations")
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name=_("association")
    )
    organisation = models.CharField(_("name of the association"), max_length=200, blank=True)
    contact_function = models.CharField(_("function of the person who comes"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES])
    people = models.PositiveSmallIntegerField(_("people who come"), default=1)
    women = models.PositiveSmallIntegerField(_("women among them"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=RegistrationState.choices, editable=False)
    is_invited = models.BooleanField(_("invited by the cell"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True, help_text=_("The waiting list is served in this order."))
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=12, unique=True)
    folded = folded_column(plain=["organisation"])

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(fields=["meeting", "state", "queued_at", "id"], name="registration_waiting_list"),
            models.Index(fields=["meeting", "made_at", "id"], name="registration_order"),
        ]
        triggers = [
            REGISTRATION.trigger(),
            pgtrigger.Protect(
                name="registrations_are_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=UNCONFIRMED),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "association"],
                name="registration_association_once",
                violation_error_message=_("This association is registered or invited already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=models.Q(association=None),
                name="registration_address_once",
            ),
            models.CheckConstraint(
                condition=models.Q(association__isnull=False) | ~models.Q(organisation="") & ~models.Q(email=""),
                name="registration_says_who",
            ),
            models.CheckConstraint(
                condition=models.Q(email="") | models.Q(email__regex=addresses.WHOLE),
                name="registration_address_is_canonical",
            ),
            models.CheckConstraint(
                condition=models.Q(people__gte=1, people__lte=20),
                name="registration_of_some_people",
                violation_error_message=_("Between 1 and 20 people can come together."),
            ),
            models.CheckConstraint(
                condition=models.Q(women=None) | models.Q(women__lte=models.F("people")),
                name="registration_women_are_among_people",
                violation_error_message=_("There cannot be more women than people."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="waiting") | models.Q(queued_at__isnull=False),
                name="registration_waits_since",
            ),
        ]

    def __str__(self) -> str:
        return str(self.association or self.organisation)
