"""Associations and the steps of their verification."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.date_limits import possible_days
from core.db.functions import folded_column, folded_index
from core.db.optimistic_lock import Versioned
from core.models import StoredFile
from core.text import addresses
from core.text.texts import TextsField
from partners.querysets import AssociationQuerySet
from partners.slugs import new_key
from partners.states import MAY_SUBMIT, VERIFICATION, Verification
from publications.schemas.association import phone_for_people
from reference.models import Area, Theme


@pghistory.track(exclude=["folded"])
class Association(Versioned):
    """``key`` is the slug of its public page; ``name_stems`` finds associations with the same name in another spelling.

    ``waits_since`` is set while the cell must act: verify, answer, check a change, or approve the directory page.
    """

    class Receipt(models.TextChoices):
        PROVISIONAL = "provisional", pgettext_lazy("receipt", "provisional")
        FINAL = "final", pgettext_lazy("receipt", "final")
        REFUSED_OR_PENDING = "refused_or_pending", pgettext_lazy("receipt", "refused, or not yet given")

    class Shown(models.TextChoices):
        """Fields that an association can consent to show, in addition to name, areas and themes."""

        SEAT = "seat", _("the seat")
        PURPOSE = "purpose", _("the object")
        PHONE = "phone", _("the phone number")
        EMAIL = "email", _("the e-mail address")
        FUNCTIONS = "functions", _("the functions of its representatives, never their names")
        DEMANDS = "demands", _("what it asked for and how it judged the answers, where it agreed to be named")

    key = models.SlugField(unique=True, max_length=20, default=new_key, editable=False)
    name = TextsField(_("name"))
    name_stems = models.TextField(blank=True, editable=False)
    purpose = TextsField(_("object"), blank=True)
    seat = models.CharField(_("seat"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    email = models.EmailField(_("e-mail address for contact"), blank=True)
    receipt_status = models.CharField(
        _("receipt of the declaration"), max_length=20, choices=Receipt.choices, blank=True
    )
    receipt_number = models.CharField(_("number of the receipt"), max_length=60, blank=True)
    receipt_date = models.DateField(_("date of the receipt"), null=True, blank=True)
    receipt_authority = models.CharField(_("authority that gave it"), max_length=120, blank=True)
    receipt_scan = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("scan of the receipt")
    )
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    in_directory = models.BooleanField(_("show the association in the public directory"), default=False)
    shows = ArrayField(
        models.CharField(max_length=20, choices=Shown.choices), verbose_name=_("show also"), default=list, blank=True
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        help_text=_("Authors of changes since the page was last approved."),
    )
    state = models.CharField(
        _("verification"), max_length=20, choices=Verification.choices, default=Verification.PENDING, editable=False
    )
    state_reason = models.TextField(_("reason given to the association"), blank=True, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)
    waits_since = models.DateTimeField(null=True, blank=True, editable=False)
    folded = folded_column(texts=["name"], plain=["seat"])

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        ordering = ["-registered_at", "-id"]
        indexes = [
            models.Index(fields=["-registered_at", "-id"], name="association_newest"),
            models.Index(fields=["name_stems"], name="association_same_name"),
            folded_index(name="association_folded"),
            models.Index(
                fields=["waits_since", "id"], name="association_waits", condition=models.Q(waits_since__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone="") | models.Q(phone__regex=r"^\+[1-9][0-9]{5,14}$"),
                name="association_phone_is_e164",
            ),
            models.CheckConstraint(
                condition=models.Q(email="") | models.Q(email__regex=addresses.WHOLE),
                name="association_address_is_canonical",
            ),
            possible_days("receipt_date", name="association_receipt_on_a_possible_day"),
        ]
        triggers = [VERIFICATION.trigger()]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def can_submit(self) -> bool:
        """Pending associations may submit, too; they are shown as pending."""
        return self.state in MAY_SUBMIT

    @property
    def phone_shown(self) -> str:
        return phone_for_people(self.phone)


@pghistory.track(obj_field=None)
class AssociationTheme(Association.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class AssociationArea(Association.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class AssociationAuthor(Association.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class AssociationStep(models.Model):
    """A step between the cell and the association, visible to both. Append-only.

    ``facts``: the verified values, to detect later changes.
    """

    class Kind(models.TextChoices):
        SIGNED_UP = "signed_up", _("Signed up on the portal")
        REGISTERED = "registered", _("Registered by the cell")
        ASKED = "asked", _("The cell asks")
        ANSWERED = "answered", _("The association answers")
        VERIFIED = "verified", _("Verified")
        CONFIRMED = "confirmed", _("Changes looked at")
        REFUSED = "refused", _("Not verified")
        SUSPENDED = "suspended", _("Account suspended")
        KEPT = "kept", _("Read; the decision stays")
        RESTORED = "restored", _("Suspension lifted")
        HANDED_OVER = "handed_over", _("The presidency was handed over")
        ROLE_CHANGED = "role_changed", _("The cell changed a function")

    association = models.ForeignKey(Association, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sentence = models.TextField(_("sentence"), blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["association", "at", "id"], name="association_steps")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=["asked", "answered", "refused", "suspended", "kept", "role_changed"])
                | ~models.Q(sentence=""),
                name="association_step_says_why",
                violation_error_message=_("Say why, in a sentence for the association."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="association_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.association_id} {self.kind}"
