"""What associations say about a demand beside the record of meetings: their verdict on an answer, that they ask the same, and letters
to the cell."""

from __future__ import annotations

import datetime as dt

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.date_limits import possible_moments
from core.text.texts import LANGUAGES, Texts
from partners.models import Association
from proposals.models.demands import Demand
from proposals.models.follow_up import Answer
from proposals.querysets import LetterQuerySet
from publications.labels import VERDICTS


@pghistory.track()
class Verdict(models.Model):
    """Whether an answer solved the problem, in the eyes of one association that asked. One row for each association and answer.

    It can be changed until a person of the cell has read it; from then on it stays as it is. ``state``: whether its sentence is public. A
    verdict whose sentence was refused is public without it, and the association reads ``refusal``.
    """

    class Word(models.TextChoices):
        SOLVED = "solved", VERDICTS["solved"]
        PARTLY = "partly", VERDICTS["partly"]
        NOT_SOLVED = "not_solved", VERDICTS["not_solved"]

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("verdict", "waits for the cell")
        PUBLISHED = "published", pgettext_lazy("verdict", "published")
        REFUSED = "refused", pgettext_lazy("verdict", "published without its sentence")

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="verdicts")
    association = models.ForeignKey(Association, models.PROTECT, related_name="verdicts")
    word = models.CharField(_("verdict"), max_length=20, choices=Word.choices)
    sentence = models.TextField(_("why, in a sentence"), max_length=1000, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    shows_name = models.BooleanField(_("show the name of our association"), default=False)
    asks_reopening = models.BooleanField(_("we ask the cell to reopen the demand"), default=False)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.WAITING, editable=False)
    refusal = models.TextField(_("why the sentence is not published"), max_length=1000, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["given_at", "id"]
        indexes = [
            models.Index(fields=["given_at", "id"], condition=models.Q(state="waiting"), name="verdict_waiting"),
            models.Index(fields=["answer"], condition=models.Q(word="not_solved"), name="verdict_not_solved"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["association", "answer"], name="verdict_one_for_each_answer"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_by=None, decided_at=None)
                | ~models.Q(state="waiting") & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="verdict_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | (~models.Q(refusal="") & ~models.Q(sentence="")),
                name="verdict_refused_with_a_reason",
                violation_error_message=_("Say why the sentence is not published."),
            ),
            models.CheckConstraint(
                condition=models.Q(asks_reopening=False) | models.Q(word="not_solved"),
                name="verdict_reopening_of_what_is_not_solved",
                violation_error_message=_("Reopening can be asked for with the verdict “not solved” only."),
            ),
            possible_moments("given_at", "decided_at", name="verdict_times_are_possible"),
        ]
        triggers = [
            pgtrigger.Protect(name="verdicts_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decided_verdicts_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.word}"

    @property
    def given_on(self) -> dt.date:
        return timezone.localdate(self.given_at)

    @property
    def is_decided(self) -> bool:
        return self.state != self.State.WAITING

    @property
    def public_sentence(self) -> Texts:
        """What the public reads of it."""
        return (
            Texts(**{self.language: self.sentence}) if self.state == self.State.PUBLISHED and self.sentence else Texts()
        )


@pghistory.track()
class Support(models.Model):
    """The mark of one association that it asks for the same. It adds an association to the demand, not a mention; withdrawn, it is deleted."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="supports")
    association = models.ForeignKey(Association, models.PROTECT, related_name="supports")
    shows_name = models.BooleanField(_("show the name of our association"), default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mark “we ask this too”")
        verbose_name_plural = _("marks “we ask this too”")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "association"], name="support_one_for_each_association"),
            possible_moments("made_at", name="support_at_a_possible_time"),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.association_id}"


class DemandLetter(models.Model):
    """What an association and the cell write to each other about a demand. Read by both, never published, never changed."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="letters")
    association = models.ForeignKey(Association, models.PROTECT, related_name="letters")
    is_from_cell = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("letter"), max_length=5000)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["demand", "association", "at"], name="letter_of_a_demand"),
            models.Index(fields=["at", "id"], condition=models.Q(is_from_cell=False), name="letter_to_the_cell"),
        ]
        constraints = [possible_moments("at", name="letter_at_a_possible_time")]
        triggers = [
            pgtrigger.Protect(name="demand_letters_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.association_id}"
