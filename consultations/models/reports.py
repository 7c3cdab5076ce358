from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.meetings import Meeting
from consultations.models.record import Point
from consultations.querysets import ReportQuerySet
from consultations.record_fields import LONGEST_TEXT, LONGEST_TITLE
from consultations.states import REPORT, ReportState
from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField


@pghistory.track()
class Report(Versioned):
    """The report of a meeting: drafted from the record, edited, approved by a second person.

    ``authors``: all who changed it since its last edition; none of them may approve it.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="report")
    state = models.CharField(
        _("state"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFTING, editable=False
    )
    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    lead = TextsField(_("first lines"), max_length=LONGEST_TEXT)
    opening = TextsField(_("opening remarks"), blank=True, max_length=LONGEST_TEXT)
    conclusion = TextsField(_("conclusion"), blank=True, max_length=LONGEST_TEXT)
    change_note = TextsField(
        _("what changes in this edition"),
        blank=True,
        max_length=1000,
        help_text=_("Readers see it beside the new edition."),
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-meeting__held_on", "-id"]
        triggers = [REPORT.trigger()]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_writable(self) -> bool:
        return self.state in {ReportState.DRAFTING, ReportState.RETURNED}

    @property
    def is_draft(self) -> bool:
        """Whether its wording is still to be approved."""
        return self.is_writable or self.state == ReportState.IN_REVIEW


@pghistory.track()
class ReportedPoint(models.Model):
    """The wording of one point in the report; the record keeps its own."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reported_points")
    point = models.ForeignKey(Point, models.CASCADE, related_name="reported")
    position = models.PositiveSmallIntegerField()
    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    text = TextsField(_("text"), blank=True, max_length=LONGEST_TEXT)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "point"], name="reported_point_once")]


@pghistory.track()
class ReportStep(models.Model):
    """A dated transition of the report with its sentence, for instance from the head to the editor."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]


class DraftedSentence(models.Model):
    """One sentence of the first draft, with its source rows, so that an editor can check it.

    ``sources``: a list of ``[kind, id]``, as in ``[["attendance", 12], ["axis", 3]]``; an empty list means the meeting's own facts.
    """

    class Section(models.TextChoices):
        LEAD = "lead", _("first lines")
        OPENING = "opening", _("opening remarks")
        CONCLUSION = "conclusion", _("conclusion")

    report = models.ForeignKey(Report, models.CASCADE, related_name="drafted_sentences")
    section = models.CharField(max_length=20, choices=Section.choices)
    position = models.PositiveSmallIntegerField()
    text = TextsField(_("text"))
    sources = models.JSONField(default=list)

    class Meta:
        ordering = ["section", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section", "position"], name="drafted_sentence_in_its_place")
        ]
