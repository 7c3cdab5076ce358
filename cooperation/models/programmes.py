"""Awareness programmes with their sessions, and what organisers report of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperation.querysets import ProgrammeQuerySet, ProgrammeReportQuerySet, ProgrammeSessionQuerySet
from cooperation.states import REPORT, ReportState
from core.crypto.tokens import new_key
from core.date_limits import possible_days
from core.db.optimistic_lock import Versioned
from core.text.texts import LANGUAGES, TextsField
from partners.models import Association
from proposals.models import Demand
from publications.drafts.models import DraftedText, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels
from publications.labels import AUDIENCES, PROGRAMME_STATES
from reference.models import Area, Institution, Theme

LONGEST_TITLE, LONGEST_TEXT, LONGEST_SENTENCE = 120, 4_000, 1_000
PROGRAMME_STEP_LABELS = step_labels(
    begin=_("Begun"),
    propose=_("Proposed by the association"),
    session=_("A session was written down"),
    report=_("What the organiser reported was taken over"),
    join=_("Begun as a joint programme"),
)


class Audience(models.TextChoices):
    PRIMARY = "primary", AUDIENCES["primary"]
    MIDDLE = "middle", AUDIENCES["middle"]
    HIGH = "high", AUDIENCES["high"]
    STUDENTS = "students", AUDIENCES["students"]
    FAMILIES = "families", AUDIENCES["families"]
    TEACHERS = "teachers", AUDIENCES["teachers"]
    DRIVERS = "drivers", AUDIENCES["drivers"]
    TRADERS = "traders", AUDIENCES["traders"]
    WOMEN = "women", AUDIENCES["women"]
    ELDERLY = "elderly", AUDIENCES["elderly"]
    EVERYBODY = "everybody", AUDIENCES["everybody"]


class Progress(models.TextChoices):
    PLANNED = "planned", PROGRAMME_STATES["planned"]
    GOING_ON = "going_on", PROGRAMME_STATES["going_on"]
    DONE = "done", PROGRAMME_STATES["done"]
    CALLED_OFF = "called_off", PROGRAMME_STATES["called_off"]


@pghistory.track(exclude=["meets"])
class Programme(DraftedText):
    """Organised by the cell; by ``association`` or ``institution``, where one is given; a joint one by those who organise its ``origins``.

    ``meets``: theme, audience and month in one word each, by which others that share them are found (:mod:`cooperation.convergence.matching`).
    """

    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    summary = TextsField(_("what happens, in a few sentences"), max_length=LONGEST_TEXT)
    audiences: Any = ArrayField(
        models.CharField(max_length=20, choices=Audience.choices), verbose_name=_("for whom"), default=list
    )
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    progress = models.CharField(_("state of doing"), max_length=20, choices=Progress.choices, default=Progress.PLANNED)
    brings = TextsField(
        _("what the organiser brings"),
        max_length=LONGEST_SENTENCE,
        blank=True,
        help_text=_("People, equipment. Name nobody."),
    )
    materials = TextsField(
        _("materials"), max_length=LONGEST_SENTENCE, blank=True, help_text=_("Leaflets, films, exercises.")
    )
    done = TextsField(
        _("what was done, whom it reached"), max_length=LONGEST_TEXT, blank=True, help_text=_("After the programme.")
    )
    people_reached = models.PositiveIntegerField(
        _("people reached"), null=True, blank=True, help_text=_("Empty where nobody counted: unknown is not zero.")
    )
    association = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("association that organises it"),
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other authority that organises it"),
    )
    themes = models.ManyToManyField(Theme, related_name="+", verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, related_name="+", verbose_name=_("areas"))
    institutions = models.ManyToManyField(
        Institution, related_name="+", blank=True, verbose_name=_("institutions where it takes place, schools first")
    )
    demands = models.ManyToManyField(
        Demand, related_name="programmes", blank=True, verbose_name=_("demands that it answers")
    )
    origins = models.ManyToManyField(
        "self", symmetrical=False, related_name="joint_programmes", blank=True, editable=False
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    is_demonstration = models.BooleanField(default=False, db_default=False, editable=False)
    meets: Any = ArrayField(models.CharField(max_length=120), default=list, db_default=[], editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("awareness programme")
        verbose_name_plural = _("awareness programmes")
        ordering = ["-begins_on", "-id"]
        indexes = [
            models.Index(F("begins_on").desc(), F("id").desc(), name="programme_newest"),
            models.Index(F("state"), F("begins_on").desc(), F("id").desc(), name="programme_by_state"),
            models.Index(F("association"), F("begins_on").desc(), F("id").desc(), name="programme_of"),
            GinIndex(fields=["meets"], name="programme_meets", fastupdate=False),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="programme_ends_after_it_begins",
                violation_error_message=_("The last day cannot be before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(association=None) | Q(institution=None),
                name="programme_has_one_organiser",
                violation_error_message=_("Choose the association or the authority that organises it, not both."),
            ),
            possible_days("begins_on", "ends_on", name="programme_on_possible_days"),
        ]
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def organiser(self) -> Association | Institution | None:
        """``None``: the cell."""
        return self.association or self.institution

    @property
    def is_over(self) -> bool:
        return self.progress in {Progress.DONE, Progress.CALLED_OFF}

    def sides(self) -> Collection[Programme]:
        """Those from which a joint programme came; else this one."""
        return list(self.origins.all()) or [self]


@pghistory.track(obj_field=None)
class ProgrammeAuthor(Programme.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ProgrammeTheme(Programme.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ProgrammeArea(Programme.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ProgrammeInstitution(Programme.institutions.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ProgrammeDemand(Programme.demands.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ProgrammeOrigin(Programme.origins.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class ProgrammeStep(DraftStep):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(PROGRAMME_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("programme_steps_are_for_ever")]


@pghistory.track()
class ProgrammeSession(Versioned):
    """``key``: the same in a joint programme for a session that an origin has, too, so that calendars show it once.

    ``is_place_hidden``: the public reads the area only. ``meant``: why it takes place although the institution has another session in the
    week; never published. A session in a school is public by its week (:mod:`cooperation.programmes.composition`).
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=20, default=new_key, editable=False)
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("area"))
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("school or other institution"),
    )
    place = TextsField(_("place"), max_length=200, blank=True, help_text=_("Where it is not the institution itself."))
    is_place_hidden = models.BooleanField(
        _("Show the area only, not the place"), default=False, help_text=_("Where the place would expose minors.")
    )
    people_reached = models.PositiveIntegerField(
        _("people reached"), null=True, blank=True, help_text=_("Empty where nobody counted: unknown is not zero.")
    )
    is_called_off = models.BooleanField(_("It does not take place"), default=False)
    meant = models.TextField(
        _("why two sessions in one week are meant"), max_length=LONGEST_SENTENCE, blank=True, editable=False
    )

    objects = ProgrammeSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of a programme")
        verbose_name_plural = _("sessions of programmes")
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["institution", "day"], name="programme_session_at")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="programme_session_once"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="programme_session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
            possible_days("day", name="programme_session_on_a_possible_day"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.day}"

    @property
    def is_in_school(self) -> bool:
        return self.institution is not None and self.institution.kind == Institution.Kind.EDUCATION


@pghistory.track()
class ProgrammeReport(models.Model):
    """What an organiser reports: what was done, whom it reached. The words as received; what becomes public stands in the programme."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default=LANGUAGES[0])
    text = models.TextField(_("what was done, whom it reached"), max_length=LONGEST_TEXT)
    people_reached = models.PositiveIntegerField(
        _("people reached"), null=True, blank=True, help_text=_("Empty where nobody counted: unknown is not zero.")
    )
    progress = models.CharField(_("state of doing"), max_length=20, choices=Progress.choices)
    state = models.CharField(max_length=20, choices=ReportState.choices, default=ReportState.WAITING, editable=False)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ProgrammeReportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(F("state"), F("id").desc(), name="programme_report_by_state")]
        triggers = [REPORT.trigger()]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.pk}"
