"""Items of an agenda, the times of its topics, and the turns of speakers."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.meetings import Axis, Meeting
from consultations.querysets import TurnQuerySet
from consultations.record_fields import LONGEST_LABEL
from proposals.models import Concern, Demand


@pghistory.track()
class AgendaItem(models.Model):
    """A demand or a concern that is placed under a topic. Being on an agenda is not a state of the demand or concern.

    A concern on the agenda is not published: readers see only the topic.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items")
    axis = models.ForeignKey(Axis, models.CASCADE, related_name="items", verbose_name=_("discussion topic"))
    position = models.PositiveSmallIntegerField(_("position"))
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="agenda_items")

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(demand=None) ^ models.Q(concern=None), name="agenda_item_is_one_thing"
            ),
            models.UniqueConstraint(
                fields=["meeting", "demand"],
                name="agenda_demand_once",
                violation_error_message=_("This demand is on the agenda already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "concern"],
                name="agenda_concern_once",
                violation_error_message=_("This concern is on the agenda already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.demand or self.concern)


class AxisRun(models.Model):
    """A time interval in which a topic was discussed. None is open during a break."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="axis_runs")
    axis = models.ForeignKey(Axis, models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(ended_at=None), name="axis_run_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
                name="axis_run_ends_after_it_starts",
            ),
        ]


class Turn(models.Model):
    """A turn in the speaker queue: waiting, speaking, done, or withdrawn before speaking.

    ``label``: the speaker, if it is nobody of the attendance list ("without name", "seat 17").
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="turns")
    speaker = models.ForeignKey(
        "consultations.Attendance",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="turns",
        verbose_name=_("speaker"),
    )
    label = models.CharField(_("who"), max_length=LONGEST_LABEL, blank=True)
    position = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stood_down_at = models.DateTimeField(null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["meeting", "position"], name="turn_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(started_at__isnull=False, ended_at=None),
                name="turn_one_speaks_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(started_at__isnull=False),
                name="turn_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(stood_down_at=None) | models.Q(started_at=None),
                name="turn_stands_down_before_it_starts",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.started_at is None and self.stood_down_at is None

    @property
    def is_speaking(self) -> bool:
        return self.started_at is not None and self.ended_at is None
