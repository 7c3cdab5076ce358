"""Drafts of concerns, locked with a key that only the writer’s browser has."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from core.models import StoredFile
from partners.models import Association
from proposals.querysets import DraftQuerySet


class Draft(models.Model):
    """A draft of a concern, locked with a key that only the writer's browser has.

    So a text that becomes confidential was never readable in the database or its backups. On another device a draft can only be
    deleted, not read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    association = models.ForeignKey(Association, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)
    locked = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "id"]
        indexes = [
            models.Index(fields=["user", "-saved_at"], name="draft_of_user"),
            models.Index(fields=["saved_at"], name="draft_age"),
        ]


class DraftFile(models.Model):
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    locked_name = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added_at", "id"]
