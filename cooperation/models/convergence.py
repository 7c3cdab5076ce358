"""Two programmes that could meet: suggested by the portal, offered by the cell, answered by both sides."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperation.models.programmes import LONGEST_SENTENCE, Programme
from cooperation.querysets import ConvergenceQuerySet
from cooperation.states import CONVERGENCE, ConvergenceState
from core.date_limits import possible_days
from core.text.texts import TextsField


class Reason(models.TextChoices):
    THEME = "theme", _("the same theme")
    AREA = "area", _("the same area")
    AUDIENCE = "audience", _("the same audience")
    TIME = "time", _("shared weeks")
    INSTITUTION = "institution", _("the same institution")
    DEMAND = "demand", _("the same demand")


@pghistory.track()
class Convergence(models.Model):
    """``first`` and ``second``: the older programme first. ``reasons``: why it was suggested; ``shared_from``, ``shared_until``: days of both.

    ``sentence``: of the cell to the other side. ``first_agreed``, ``second_agreed``: to what was offered last. ``joint``: what resulted.
    """

    class Offer(models.TextChoices):
        SESSIONS = "sessions", _("Shared sessions in one institution")
        PROGRAMME = "programme", _("One joint programme")
        DATES = "dates", _("An exchange of dates only")

    first = models.ForeignKey(Programme, models.PROTECT, related_name="convergences_as_first")
    second = models.ForeignKey(Programme, models.PROTECT, related_name="convergences_as_second")
    reasons: Any = ArrayField(models.CharField(max_length=20, choices=Reason.choices), default=list)
    shared_from = models.DateField()
    shared_until = models.DateField()
    found_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        max_length=20, choices=ConvergenceState.choices, default=ConvergenceState.SUGGESTED, editable=False
    )
    offer = models.CharField(_("what is proposed"), max_length=20, choices=Offer.choices, blank=True)
    sentence = TextsField(_("sentence to the other side"), max_length=LONGEST_SENTENCE, blank=True)
    first_agreed = models.BooleanField(default=False)
    second_agreed = models.BooleanField(default=False)
    shown_again_on = models.DateField(_("to be shown again on"), null=True, blank=True)
    joint = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="converged_from", editable=False)

    objects = ConvergenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("convergence of programmes")
        verbose_name_plural = _("convergences of programmes")
        ordering = ["shared_from", "id"]
        indexes = [models.Index(F("state"), F("shared_from"), F("id"), name="convergence_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="convergence_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="convergence_older_programme_first"),
            models.CheckConstraint(
                condition=~Q(state="postponed") | Q(shown_again_on__isnull=False), name="postponed_until_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(first_agreed=True, second_agreed=True), name="agreed_by_both"
            ),
            possible_days("shared_from", "shared_until", "shown_again_on", name="convergence_on_possible_days"),
        ]
        triggers = [CONVERGENCE.trigger()]

    def __str__(self) -> str:
        return f"{self.first_id}/{self.second_id}"


class ConvergenceStep(models.Model):
    """``side``: the programme for which ``by`` answered; ``None`` for the cell's own moves. Never published."""

    convergence = models.ForeignKey(Convergence, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=[(move.name, move.label) for move in CONVERGENCE.moves])
    side = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        triggers = [
            pgtrigger.Protect(name="convergence_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.convergence_id} {self.move}"
