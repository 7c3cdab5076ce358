"""Messages of recording devices."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consultations.models.meetings import Meeting


class Operation(models.Model):
    """One message of a recording device with its result: a repeated message has no effect and gets the same result.

    The result has ids, versions and a sentence for the recorder, but no text of a contribution.
    """

    uid = models.UUIDField(primary_key=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="operations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"], name="operation_of_meeting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
