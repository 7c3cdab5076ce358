"""The digest of a quarter, “You said, we did”: a draft that a second person approves (ADR 33)."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.date_limits import FIRST, LAST, possible_days
from core.quarters import Quarter
from core.text.texts import Texts, TextsField, in_each_language
from proposals.models.demands import Demand
from publications import labels
from publications.drafts.models import DraftedText, DraftQuerySet, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels

DIGEST_STEP_LABELS = step_labels(compose=_("Compose the digest"), recompose=_("Compose again"))


@pghistory.track(exclude=["composed"])
class Digest(DraftedText):
    """``composed``: what was composed from published editions on ``composed_on``, as JSON (:class:`proposals.digests.composition.Composed`).

    ``authors``: all who changed the digest since its last edition; none of them may approve it.
    """

    year = models.PositiveSmallIntegerField(editable=False)
    quarter = models.PositiveSmallIntegerField(editable=False)
    composed_on = models.DateField(editable=False)
    composed = models.JSONField(editable=False)
    introduction = TextsField(_("introduction"), blank=True)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = DraftQuerySet.as_manager()

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
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return self.key

    @property
    def title(self) -> Texts:
        return in_each_language(lambda _language: labels.DIGEST_OF % {"quarter": labels.quarter_name(self.of)})

    @property
    def of(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def key(self) -> str:
        return self.of.key


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


class DigestStep(DraftStep):
    digest = models.ForeignKey(Digest, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(DIGEST_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("digest_steps_are_for_ever")]
