"""Trainings: a drafted text that a second person approves, and its sessions (ADR 49)."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.date_limits import possible_days
from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from proposals.models import Demand
from publications.drafts.models import DraftedText, DraftQuerySet, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels
from publications.labels import TRAINING_TOPICS
from reference.models import Area

MOST_PLACES, LARGEST_SHARE, MOST_SESSIONS = 300, 20, 30
TRAINING_STEP_LABELS = step_labels(begin=_("Begun"), sessions=_("Sessions changed"))


@pghistory.track()
class Training(DraftedText):
    """``share``: the most places of one association until enrolment closes; what is left goes to the waiting list then.
    ``needed_sessions``: who was present at so many gets a certificate. ``authors``: all who wrote in it since its last edition.
    """

    class Topic(models.TextChoices):
        LEGAL = "legal", TRAINING_TOPICS["legal"]
        HUMAN_RIGHTS = "human_rights", TRAINING_TOPICS["human_rights"]
        DRUG_PREVENTION = "drug_prevention", TRAINING_TOPICS["drug_prevention"]
        CHILD_PROTECTION = "child_protection", TRAINING_TOPICS["child_protection"]
        MEDIATION = "mediation", TRAINING_TOPICS["mediation"]
        WRITING = "writing", TRAINING_TOPICS["writing"]
        OTHER = "other", TRAINING_TOPICS["other"]

    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices)
    title = TextsField(_("title"), max_length=150)
    summary = TextsField(_("what it is about, in two sentences"), max_length=500)
    outcomes = TextsField(
        _("what participants are able to do afterwards"), max_length=1000, blank=True, help_text=_("One in each line.")
    )
    audience = TextsField(_("for whom"), max_length=200)
    venue = TextsField(_("venue"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area"))
    taught_in = TextsField(_("language of the training"), max_length=150, blank=True)
    access = TextsField(_("access for people with disabilities"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    share = models.PositiveSmallIntegerField(
        _("places of one association at most"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_SHARE)],
        help_text=_("Until enrolment closes. Then the places that are left go to the waiting list."),
    )
    enrol_until = models.DateField(_("enrolment closes after"))
    needed_sessions = models.PositiveSmallIntegerField(
        _("sessions for a certificate"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_SESSIONS)]
    )
    demands = models.ManyToManyField(
        Demand,
        blank=True,
        related_name="+",
        verbose_name=_("demands that it answers"),
    )
    is_demonstration = models.BooleanField(default=False, editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__range=(1, MOST_PLACES), share__range=(1, LARGEST_SHARE)),
                name="training_has_places",
            ),
            models.CheckConstraint(
                condition=Q(needed_sessions__range=(1, MOST_SESSIONS)), name="training_asks_for_sessions"
            ),
            possible_days("enrol_until", name="training_closes_on_a_possible_day"),
        ]
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return str(self.title)


@pghistory.track(obj_field=None)
class TrainingAuthor(Training.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class TrainingDemand(Training.demands.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class TrainingStep(DraftStep):
    training = models.ForeignKey(Training, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(TRAINING_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("training_steps_are_for_ever")]


@pghistory.track()
class TrainingSession(Versioned):
    """``trainer``: a function, never somebody's name."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="sessions")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins at"))
    ends_at = models.TimeField(_("ends at"))
    title = TextsField(_("title"), max_length=150)
    trainer = TextsField(_("trainer"), max_length=150, help_text=_("The function, never somebody’s name."))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day", "starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "day", "starts_at"],
                name="training_session_once",
                violation_error_message=_("This training has a session at that time already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="training_session_ends_after_it_begins",
                violation_error_message=_("The session must end after it begins."),
            ),
            possible_days("day", name="training_session_on_a_possible_day"),
        ]

    def __str__(self) -> str:
        return str(self.title)
