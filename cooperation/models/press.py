"""Media that are accredited, and press kits of reports with an embargo (ADR 52)."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.models import Report
from cooperation.querysets import OfficeQuerySet, PressKitQuerySet
from cooperation.states import OUTLET, OutletState
from core import clock
from core.text import addresses
from core.text.texts import LANGUAGES, TextsField
from publications.drafts.models import DraftedText, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels

LONGEST_SUMMARY = 2_000
KIT_STEP_LABELS = step_labels(
    begin=_("Begun"), sign=_("Approved, under embargo"), fail=_("The end of the embargo published nothing")
)
OUTLET_STEP_LABELS = {"ask": _("Asked for"), **{move.name: move.label for move in OUTLET.moves}}


class MediaOutlet(models.Model):
    """A media outlet that asked for accreditation. Without history (pghistory): contacts that are deleted would stay in it. What is deleted
    with it, after :data:`core.retention.MEDIA_DAYS`, is its steps, its links and their openings."""

    name = models.CharField(_("name of the media outlet"), max_length=120)
    contact_name = models.CharField(_("your name and function"), max_length=120)
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES])
    about = models.TextField(_("what the outlet is, in a few words"), max_length=500)
    state = models.CharField(
        _("state"), max_length=12, choices=OutletState.choices, default=OutletState.ASKED, editable=False
    )
    is_demonstration = models.BooleanField(default=False, db_default=False, editable=False)
    asked_at = models.DateTimeField()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(F("state"), F("asked_at").desc(), F("id").desc(), name="outlet_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__regex=addresses.WHOLE), name="outlet_address_is_canonical"
            ),
        ]
        triggers = [OUTLET.trigger()]

    def __str__(self) -> str:
        return self.name


class MediaOutletStep(models.Model):
    """``by`` is empty for what the outlet itself did."""

    outlet = models.ForeignKey(MediaOutlet, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=12, choices=list(OUTLET_STEP_LABELS.items()))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="outlet_steps_never_change", operation=pgtrigger.Update)]


@pghistory.track()
class PressKit(DraftedText):
    """What media get of one report. ``key``: that of the report.

    ``embargo_until``: until then only accredited media read it, each by a link of its own. An approval before that moment publishes
    nothing: ``signed_by`` and ``signed_seen`` (the fingerprint of what was read) wait for it, and the row stays in review.
    """

    key: Any = models.CharField(max_length=80, unique=True, editable=False)
    report = models.OneToOneField(Report, models.PROTECT, related_name="press_kit", verbose_name=_("report"))
    summary = TextsField(
        _("summary for media"),
        max_length=LONGEST_SUMMARY,
        help_text=_("What happened and what follows, in a few sentences."),
    )
    contact = TextsField(_("who answers media, by function"), max_length=120)
    phone = models.CharField(_("phone number for media"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail address for media"), blank=True)
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Before it only accredited media read the kit. Empty: none."),
    )
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    signed_seen = models.CharField(max_length=64, blank=True, editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = PressKitQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signed_by=None, signed_seen="")
                | models.Q(signed_by__isnull=False, embargo_until__isnull=False, state="in_review")
                & ~models.Q(signed_seen=""),
                name="press_kit_is_signed_in_review",
            ),
        ]
        indexes = [
            models.Index(
                fields=["embargo_until"], name="press_kit_signed", condition=models.Q(signed_by__isnull=False)
            ),
        ]
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return str(self.report.title)

    @property
    def title(self) -> Any:
        return self.report.title


@pghistory.track(obj_field=None)
class PressKitAuthor(PressKit.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class PressKitStep(DraftStep):
    kit = models.ForeignKey(PressKit, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(KIT_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("press_kit_steps_are_for_ever")]


class PressKitLink(models.Model):
    """The link by which one outlet reads one kit before the end of its embargo."""

    kit = models.ForeignKey(PressKit, models.PROTECT, related_name="links")
    outlet = models.ForeignKey(MediaOutlet, models.CASCADE, related_name="links")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kit", "outlet"], name="press_kit_link_once")]


class PressKitOpening(models.Model):
    """Somebody opened a kit by the link of an outlet, before the end of the embargo. Written before anything is shown."""

    class Part(models.TextChoices):
        PAGE = "page", _("the page")
        PICTURE = "picture", _("the picture")

    link = models.ForeignKey(PressKitLink, models.CASCADE, related_name="openings")
    part = models.CharField(max_length=8, choices=Part.choices)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="openings_never_change", operation=pgtrigger.Update)]
