"""Contacts of institutions, and what the cell sends them: one mechanism for referrals and invitations (ADR 52)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.models import Meeting
from cooperation.querysets import InstitutionRequestQuerySet, OfficeQuerySet
from cooperation.states import REQUEST, RequestState
from core import clock
from core.text import addresses
from core.text.texts import LANGUAGES
from proposals.models import Concern, Demand
from reference.models import Institution

LONGEST_MESSAGE = 2_000
REQUEST_STEP_LABELS = {"send": _("Sent"), **{move.name: move.label for move in REQUEST.moves}}


class InstitutionContact(models.Model):
    """Who receives what the cell sends to an institution. For staff only, and without history: a contact that left would stay in it."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="contacts", verbose_name=_("institution"))
    function = models.CharField(_("function"), max_length=120, help_text=_("Not a name: the function stays."))
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES])
    is_current = models.BooleanField(_("receives messages of the cell"), default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["institution", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "email"],
                name="institution_contact_once",
                violation_error_message=_("This institution has this address already."),
            ),
            models.CheckConstraint(
                condition=models.Q(email__regex=addresses.WHOLE), name="institution_contact_address_is_canonical"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.function}"


class InstitutionRequest(models.Model):
    """A referral or an invitation that waits for the answer of an institution. ``message`` and ``answer`` are never published."""

    class Kind(models.TextChoices):
        REFERRAL = "referral", _("referral")
        INVITATION = "invitation", _("invitation to a meeting")

    contact = models.ForeignKey(InstitutionContact, models.PROTECT, related_name="requests", verbose_name=_("contact"))
    kind = models.CharField(max_length=10, choices=Kind.choices)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, related_name="institution_requests")
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="institution_requests")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="institution_requests")
    message = models.TextField(_("what is asked"), max_length=LONGEST_MESSAGE)
    answer = models.TextField(_("we answer"), max_length=LONGEST_MESSAGE, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.SENT, editable=False
    )
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = InstitutionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(F("state"), F("sent_at").desc(), F("id").desc(), name="institution_request_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="invitation", meeting__isnull=False, concern=None, demand=None)
                | models.Q(kind="referral", meeting=None, concern__isnull=False, demand=None)
                | models.Q(kind="referral", meeting=None, concern=None, demand__isnull=False),
                name="institution_request_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["answered", "taken"]) & ~models.Q(answer="")
                | ~models.Q(state__in=["answered", "taken"]) & models.Q(answer=""),
                name="institution_request_has_its_answer",
            ),
        ]
        triggers = [REQUEST.trigger()]


class InstitutionRequestStep(models.Model):
    """``by`` is empty for what the institution did."""

    request = models.ForeignKey(InstitutionRequest, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=10, choices=list(REQUEST_STEP_LABELS.items()))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="request_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]
