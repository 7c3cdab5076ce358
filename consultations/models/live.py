"""What devices in the meeting room sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consultations.models.meetings import Meeting


class Operation(models.Model):
    """One message of a recording device, with what it was answered: sent again, it is answered the same and does nothing.

    The answer holds ids, versions and a sentence for the recorder, never what was said.
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
