import uuid

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="outbox_once_per_key")]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_waiting",
                condition=models.Q(done_at=None, given_up_at=None),
            )
        ]


class Usage(models.Model):
    """The uploads of an account or association in a day, or how often a network or mailbox was counted; deleted after two days."""

    holder = models.CharField(max_length=40)
    day = models.DateField()
    files = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField(help_text=_("Bytes."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "day"], name="usage_once_a_day")]
        indexes = [models.Index(fields=["day"], name="usage_day")]


class ParkedForm(models.Model):
    """A form that was posted after the session had ended, locked with a key that only the browser has. Deleted after a day.

    ``user_id`` is not a foreign key: this app may not import accounts. A row of a deleted account cannot be opened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.BigIntegerField()
    path = models.CharField(max_length=300)
    locked = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-made_at"], name="parkedform_of_user"),
            models.Index(fields=["made_at"], name="parkedform_age"),
        ]


class StoredFile(models.Model):
    """One file in the private storage: readable, sealed for the cell, or locked with the key of one browser.

    The row of a sealed or locked file has no name and no hash of the content: somebody who has the same file could compare it.
    """

    class Verdict(models.TextChoices):
        NOT_SCANNED = "not_scanned", _("not scanned")
        CLEAN = "clean", _("clean")
        INFECTED = "infected", _("infected")
        UNKNOWN = "unknown", _("waiting for the virus scanner")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=64, unique=True, help_text=_("In the storage; random."))
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField(help_text=_("Bytes in the storage: of a sealed file rounded up to whole KiB."))
    sha256 = models.CharField(max_length=64, blank=True)
    shown_name = models.CharField(max_length=120, blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    sealed_with = models.CharField(max_length=40, blank=True, help_text=_("Fingerprint of the cell's public key."))
    is_locked = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"],
                name="storedfile_to_scan",
                condition=models.Q(verdict="unknown", sealed_with="", is_locked=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed_with="", is_locked=False) & ~models.Q(sha256="")
                | (models.Q(sealed_with="") ^ models.Q(is_locked=False)) & models.Q(sha256="", shown_name=""),
                name="storedfile_hides_what_is_sealed",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["clean", "infected"], scanned_at__isnull=False)
                | models.Q(verdict__in=["not_scanned", "unknown"], scanned_at__isnull=True),
                name="storedfile_verdict_has_a_time",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="file_is_never_replaced", exclude=["verdict", "scanned_at"]),
            pgtrigger.FSM(
                name="legal_verdicts", field="verdict", transitions=[("unknown", "clean"), ("unknown", "infected")]
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
