"""What was said, and what came out of it."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.attendance import Attendance
from consultations.models.meetings import Axis, Meeting
from consultations.querysets import InterventionQuerySet, PointQuerySet
from consultations.record_fields import ContributionKind, PointKind
from core.dates import possible_days
from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from proposals.models import Demand, Mention
from reference.models import Area, Institution, PoliceUnit, Theme


@pghistory.track(exclude=["revision"])
class Intervention(Versioned):
    """A contribution, in the order of the meeting. ``is_collective`` stands for several whose number nobody recorded.

    ``uid`` is made by the device that records, so that a message sent twice finds its row; ``revision`` is the meeting's when the row
    last changed. A confidential contribution holds its text only in ``sealed``, which the cell's private key opens.
    """

    Kind = ContributionKind

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="interventions")
    position = models.PositiveSmallIntegerField(_("position"))
    axis = models.ForeignKey(Axis, models.SET_NULL, null=True, blank=True, verbose_name=_("discussion topic"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.CONTRIBUTION)
    speaker = models.ForeignKey(
        Attendance,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("speaker"),
        help_text=_("Leave empty for a speaker without name."),
    )
    speaker_label = models.CharField(
        _("speaker who is not on the presence list"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("As it was said, for the cell only: never published."),
    )
    is_collective = models.BooleanField(
        _("stands for several contributions whose number was not recorded"), default=False
    )
    text = TextsField(_("text"))
    uid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    revision = models.PositiveBigIntegerField(default=0, db_default=0, editable=False)
    said_at = models.DateTimeField(_("said at"), null=True, blank=True, editable=False)
    sealed = models.BinaryField(default=b"", db_default=b"", blank=True)
    sealed_with = models.CharField(max_length=40, default="", db_default="", blank=True, editable=False)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["meeting", "position"], name="intervention_order"),
            models.Index(fields=["meeting", "revision"], name="intervention_news"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed=b"", sealed_with="") & ~models.Q(text={"ar": "", "fr": "", "en": ""})
                | ~models.Q(sealed=b"") & ~models.Q(sealed_with="") & models.Q(text={"ar": "", "fr": "", "en": ""}),
                name="intervention_is_sealed_or_readable",
                violation_error_message=_("Write what was said."),
            ),
            models.CheckConstraint(
                condition=models.Q(speaker_label="") | models.Q(speaker=None),
                name="intervention_has_one_speaker",
                violation_error_message=_("Choose the speaker from the presence list or write a name: not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.get_kind_display()}"

    @property
    def is_confidential(self) -> bool:
        return bool(self.sealed_with)


class ContributionOpening(models.Model):
    """Somebody read a sealed contribution: written before a word is handed out, for ever."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [
            pgtrigger.Protect(name="contribution_openings_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


@pghistory.track(exclude=["revision"])
class Point(Versioned):
    """Something the meeting yielded. ``substance`` says what a consensus point in truth is, for instance a concern."""

    Kind = PointKind

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    substance = models.CharField(
        _("in substance a"),
        max_length=20,
        choices=Kind.choices,
        blank=True,
        help_text=_("Where a point of consensus is in substance a concern or something else."),
    )
    title = TextsField(_("title"))
    text = TextsField(_("text"), blank=True)
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))
    demand = models.ForeignKey(
        Demand, models.PROTECT, null=True, blank=True, related_name="points", verbose_name=_("lasting demand")
    )
    interventions = models.ManyToManyField(Intervention, through="Carriage", related_name="points")
    owner_unit = models.ForeignKey(
        PoliceUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible police unit")
    )
    owner_institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("other responsible body")
    )
    due_on = models.DateField(_("until"), null=True, blank=True)
    uid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    revision = models.PositiveBigIntegerField(default=0, db_default=0, editable=False)

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="demand", demand__isnull=False)
                | (~models.Q(kind="demand") & models.Q(demand=None)),
                name="point_demand_is_one_lasting_demand",
                violation_error_message=_(
                    "A point of kind “demand” belongs to exactly one lasting demand. Other points belong to none."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(substance="") | models.Q(kind="consensus"),
                name="point_substance_of_consensus_only",
                violation_error_message=_("Only a point of consensus can be of another kind in substance."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["commitment", "decision"])
                | models.Q(owner_unit=None, owner_institution=None, due_on=None),
                name="point_is_owed_if_promised",
                violation_error_message=_("Only a commitment or a decision has a responsible body and a date."),
            ),
            models.CheckConstraint(
                condition=models.Q(owner_unit=None) | models.Q(owner_institution=None),
                name="point_is_owed_by_one_body",
                violation_error_message=_("Name one body: a police unit or another body."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "demand"],
                name="point_one_per_demand",
                violation_error_message=_(
                    "This meeting already has a point for that demand: tie the contribution to it."
                ),
            ),
            possible_days("due_on", name="point_is_due_on_a_possible_day"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def owner(self) -> PoliceUnit | Institution | None:
        """The body that owes a commitment or a decision."""
        return self.owner_unit or self.owner_institution


@pghistory.track()
class Carriage(models.Model):
    """A contribution carries a point. For a demand it is a voice in the lasting demand's ledger."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="carriages")
    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="carriages")
    mention = models.OneToOneField(Mention, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["point", "intervention"], name="carriage_once")]
