"""One step for several concerns: what was asked for, and what became of each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text.texts import TextsField
from proposals.models.concerns import Concern, ConcernStep
from reference.models import Institution, Theme


class ConcernBulk(models.Model):
    """``id``: made with the form, so that a form that is sent twice is one row."""

    class Act(models.TextChoices):
        ASSIGN = "assign", _("Assign")
        BEGIN = "begin", _("Start the review")
        DECLINE = "decline", _("Decline")
        REFER = "refer", _("Refer to another body")
        HIDE = "hide", _("Hide (hate or spam)")
        THEME = "theme", _("Set the theme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=20, choices=ConcernStep.Reason.choices, blank=True)
    body = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    sentence = TextsField(blank=True)

    class Meta:
        ordering = ["-at", "id"]


class ConcernBulkRow(models.Model):
    """One concern of a bulk. ``seen_step`` and ``seen_assignee``: as the preview showed them; ``why``: the refusal as it was told.

    ``themes_before``: keys, separated by blanks, of the themes that a set theme replaced.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("not done yet")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    bulk = models.ForeignKey(ConcernBulk, models.CASCADE, related_name="rows")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+")
    seen_step = models.BigIntegerField(null=True, blank=True)
    seen_assignee = models.BigIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    why = models.CharField(max_length=500, blank=True)
    themes_before = models.TextField(default="", db_default="", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bulk", "concern"], name="concern_once_in_a_bulk")]


class QueuePreference(models.Model):
    """How one person wants the queue to look. No row: roomy."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    is_tight = models.BooleanField(_("tight rows"), default=False)
