"""The digest of a quarter, “You said, we did”: a draft that a second person approves (ADR 33)."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.date_limits import FIRST, LAST, possible_days
from core.db.optimistic_lock import Versioned
from core.quarters import Quarter
from core.text.texts import TextsField
from proposals.models.demands import Demand
from proposals.querysets import DigestQuerySet
from proposals.states import DIGEST, DigestState

DIGEST_STEP_LABELS = {
    "compose": _("Compose the digest"),
    "recompose": _("Compose again"),
    **{move.name: move.label for move in DIGEST.moves},
}


@pghistory.track(exclude=["composed"])
class Digest(Versioned):
    """``composed``: what was composed from published editions on ``composed_on``, as JSON (:class:`proposals.digests.composition.Composed`).

    ``authors``: all who changed the digest since its last edition; none of them may approve it.
    """

    year = models.PositiveSmallIntegerField(editable=False)
    quarter = models.PositiveSmallIntegerField(editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=DigestState.choices, default=DigestState.DRAFTING, editable=False
    )
    composed_on = models.DateField(editable=False)
    composed = models.JSONField(editable=False)
    introduction = TextsField(_("introduction"), blank=True)
    change_note = TextsField(
        _("what changes in this edition"), blank=True, help_text=_("Readers see it beside the new edition.")
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "quarter"],
                name="digest_once_in_a_quarter",
                violation_error_message=_("This quarter has a digest already."),
            ),
            models.CheckConstraint(
                condition=models.Q(quarter__range=(1, 4), year__range=(FIRST.year, LAST.year)),
                name="digest_of_a_quarter",
            ),
            possible_days("composed_on", name="digest_on_a_possible_day"),
        ]
        triggers = [DIGEST.trigger()]

    def __str__(self) -> str:
        return self.key

    @property
    def of(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def key(self) -> str:
        return self.of.key

    @property
    def is_writable(self) -> bool:
        return self.state in {DigestState.DRAFTING, DigestState.RETURNED}


@pghistory.track(obj_field=None)
class DigestAuthor(Digest.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track()
class DigestLine(models.Model):
    """What an editor decides about one demand in a digest. The facts are in :attr:`Digest.composed`.

    ``place``: lines are sorted by it, first those with the smallest number.
    """

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="lines")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("place"))
    is_left_out = models.BooleanField(_("leave it out"), default=False)
    sentence = TextsField(_("in a sentence"), blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["digest", "demand"], name="digest_line_once")]


class DigestStep(models.Model):
    """A dated move of the digest with its sentence. Never published."""

    digest = models.ForeignKey(Digest, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(DIGEST_STEP_LABELS.items()))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="digest_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]
