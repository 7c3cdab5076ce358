"""Merges of concerns, of which each can be undone."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from core.date_limits import possible_moments
from proposals.models.concerns import Concern


class ConcernMerge(models.Model):
    """One merge of ``part`` with ``whole``, and its undoing. The sentences stand in the steps of both concerns.

    ``added`` and ``removed``: the mentions that the merge entered into ledgers and took out of them, as pairs of the concern's reference and
    the demand's id: undoing the merge takes out the former and enters the latter again.
    """

    part = models.ForeignKey(Concern, models.PROTECT, related_name="merges")
    whole = models.ForeignKey(Concern, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added = models.JSONField(default=list)
    removed = models.JSONField(default=list)

    class Meta:
        ordering = ["merged_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=models.Q(undone_at=None), name="concern_merged_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="concern_merge_undone_by_and_at",
            ),
            models.CheckConstraint(condition=~models.Q(part=models.F("whole")), name="concern_merge_of_two_concerns"),
            possible_moments("merged_at", "undone_at", name="concern_merge_at_possible_times"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="concern_merge_stays", fields=["part", "whole", "merged_at", "merged_by", "removed"]
            ),
            pgtrigger.Protect(name="concern_merges_are_kept", operation=pgtrigger.Delete),
        ]
