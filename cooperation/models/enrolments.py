"""Who takes part in a training: places, presence, feedback, certificates."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.states import REGISTRATION, RegistrationState
from cooperation.models.trainings import Training, TrainingSession
from cooperation.querysets import CertificateQuerySet, EnrolmentQuerySet
from cooperation.states import CERTIFICATE, CertificateState
from core.text.texts import TextsField
from partners.models import Association
from publications.labels import TRAINING_FEEDBACK

LONGEST_NAME = 120


@pghistory.track(exclude=["participant", "nonce", "token_hash"])
class Enrolment(models.Model):
    """One place of an association, for one participant. States and moves are those of registrations for meetings.

    ``participant``: the name for the certificate, read by the association and the cell only, kept in no history and deleted in time. ``code``
    is in the QR code for the door. The token of the pass is derived from ``nonce``; only its hash is stored.
    """

    training = models.ForeignKey(Training, models.PROTECT, related_name="enrolments")
    association = models.ForeignKey(
        Association, models.PROTECT, related_name="enrolments", verbose_name=_("association")
    )
    participant = models.CharField(_("name of the participant"), max_length=LONGEST_NAME, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=RegistrationState.choices, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=12, unique=True)
    people = 1

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["training", "state", "queued_at", "id"], name="enrolment_waiting_list"),
            models.Index(F("association"), F("id").desc(), name="enrolment_of_association"),
        ]
        triggers = [
            REGISTRATION.trigger(),
            pgtrigger.Protect(name="enrolments_are_kept", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(queued_at__isnull=False), name="enrolment_waits_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_id}/{self.pk}"


@pghistory.track()
class SessionPresence(models.Model):
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="presences")
    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="presences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "session"], name="present_once_in_a_session")]


class TrainingFeedback(models.Model):
    """What a participant said of the training. Only sums are shown, where enough took part."""

    class Word(models.TextChoices):
        WILL_USE = "will_use", TRAINING_FEEDBACK["will_use"]
        TOO_SHORT = "too_short", TRAINING_FEEDBACK["too_short"]
        NOT_USEFUL = "not_useful", TRAINING_FEEDBACK["not_useful"]

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="feedback")
    word = models.CharField(_("What do you say of the training?"), max_length=20, choices=Word.choices)
    at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class Certificate(models.Model):
    """Found by ``code`` alone. It holds no name: the name is that of the enrolment. ``title``: as published on the day of issue.

    ``reason``: why it was revoked, from a list, which everybody with the code reads; ``sentence``: internal.
    """

    class Reason(models.TextChoices):
        PRESENCE = "presence", _("the presence was noted by mistake")
        MISTAKE = "mistake", _("it was issued by mistake")
        HOLDER = "holder", _("the holder asked for it")
        ABUSE = "abuse", _("it was changed or used by somebody else")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=12, unique=True)
    title = TextsField()
    sessions = models.PositiveSmallIntegerField()
    sessions_held = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=20, choices=CertificateState.choices, default=CertificateState.VALID, editable=False
    )
    reason = models.CharField(
        _("reason, for everybody who has the number"), max_length=20, choices=Reason.choices, blank=True
    )
    sentence = models.CharField(_("note for the cell"), max_length=500, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["id"]
        triggers = [
            CERTIFICATE.trigger(),
            pgtrigger.Protect(name="certificates_are_kept", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(state="valid"), name="certificate_valid_once"),
            models.CheckConstraint(
                condition=Q(state="valid", ended_on=None, reason="")
                | Q(state="revoked", ended_on__isnull=False) & ~Q(reason="")
                | Q(state="replaced", ended_on__isnull=False, reason=""),
                name="certificate_says_how_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.code
