from __future__ import annotations

import datetime as dt

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.querysets import MeetingQuerySet
from consultations.record_fields import LONGEST_TEXT, LONGEST_TITLE
from consultations.states import MEETING, MeetingState, ReportState
from core.date_limits import possible_days, possible_moments
from core.db.functions import folded_column, folded_index
from core.db.optimistic_lock import Versioned
from core.text import formats
from core.text.partial_days import Known, PartialDay
from core.text.texts import EMPTY, NO_TEXT, Texts, TextsField
from partners.models import Association
from publications.labels import MEETING_KINDS
from reference.models import Area, Institution, Level, PoliceUnit, Theme


@pghistory.track()
class Series(models.Model):
    """Meetings that belong together: "the tenth meeting of …"."""

    name = TextsField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.name)


# An evening session in Ramadan may end after midnight. At other times an end before the beginning is a mistake.
EVENING, SMALL_HOURS = dt.time(18), dt.time(6)
END_BEFORE_START = _(
    "The end must come after the start. Only a meeting that begins at 18:00 or later may end after midnight, by 06:00."
)


ONE_ORGANISER = _("Name one body that organised the meeting: a police unit, an institution, or another body in words.")


@pghistory.track(exclude=["revision", "folded"])
class Meeting(Versioned):
    """A meeting. Unknown times and headcounts are empty (null), not zero.

    ``day_known``: how much of ``held_on`` is known. Where that is not the whole day, ``held_on`` only orders lists, and
    nobody is shown more than ``when`` says. ``organiser`` is a police unit; another body that convenes stands in
    ``organising_institution``, or in words in ``organising_body``.
    """

    class Kind(models.TextChoices):
        OPEN = "open", MEETING_KINDS["open"]
        CONSULTATIVE = "consultative", MEETING_KINDS["consultative"]
        BY_INVITATION = "by_invitation", MEETING_KINDS["by_invitation"]
        BILATERAL = "bilateral", MEETING_KINDS["bilateral"]
        THEMATIC = "thematic", MEETING_KINDS["thematic"]
        EVALUATION = "evaluation", MEETING_KINDS["evaluation"]
        OUTREACH = "outreach", MEETING_KINDS["outreach"]
        WORKING = "working", MEETING_KINDS["working"]
        ENLARGED = "enlarged", MEETING_KINDS["enlarged"]
        RECEPTION = "reception", MEETING_KINDS["reception"]

    class PartOfDay(models.TextChoices):
        UNKNOWN = "", _("not recorded")
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")
        EVENING = "evening", _("evening")
        NIGHT = "night", _("night")

    class Requester(models.TextChoices):
        CELL = "cell", _("the communication cell")
        ASSOCIATION = "association", _("an association")
        INSTITUTION = "institution", _("another authority or body")

    key = models.SlugField(max_length=80, unique=True, editable=False)
    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OPEN)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("series")
    )
    number_in_series = models.PositiveSmallIntegerField(
        _("number in the series"),
        null=True,
        blank=True,
        help_text=_("4 for the fourth meeting of its kind. Leave empty when it is not known."),
    )
    requester = models.CharField(_("asked for by"), max_length=20, choices=Requester.choices, default=Requester.CELL)
    requesting_association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, verbose_name=_("association that asked")
    )
    requesting_institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution that asked")
    )
    requesting_body = TextsField(
        _("who asked, if it is in no list"),
        blank=True,
        db_default=EMPTY,
        max_length=LONGEST_TITLE,
        help_text=_("A body or an association outside the directory, as it calls itself."),
    )
    requester_agrees = models.BooleanField(
        _("the association that asked agrees to be named"),
        default=False,
        db_default=False,
        help_text=_("Otherwise readers learn only that an association asked for the meeting."),
    )
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.DISTRICT)
    organiser = models.ForeignKey(
        PoliceUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organised_meetings",
        verbose_name=_("organised by"),
    )
    organising_institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("or by an institution")
    )
    organising_body = TextsField(
        _("or by a body that is in no list"),
        blank=True,
        db_default=EMPTY,
        max_length=LONGEST_TITLE,
        help_text=_("For instance the wali of the region, a school. An association only with its consent."),
    )
    organised_with = TextsField(
        _("in partnership with"),
        blank=True,
        db_default=EMPTY,
        max_length=LONGEST_TITLE,
        help_text=_("Bodies that organised it together. An association only with its consent."),
    )
    unit = models.ForeignKey(PoliceUnit, models.PROTECT, related_name="meetings", verbose_name=_("police unit"))
    venue = TextsField(_("venue"), max_length=LONGEST_TITLE)
    held_on = models.DateField(_("date"))
    day_known = models.CharField(
        _("what is known of the date"), max_length=20, choices=Known.choices, default=Known.DAY, db_default=Known.DAY
    )
    part_of_day = models.CharField(
        _("part of the day"), max_length=20, choices=PartOfDay.choices, blank=True, default=PartOfDay.UNKNOWN
    )
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty where there is room for all.")
    )
    invitation_rule = TextsField(
        _("who is invited"),
        blank=True,
        max_length=1000,
        help_text=_("Readers see it: by which rule associations were invited."),
    )
    map_url = models.URLField(
        _("link to a map"), blank=True, max_length=500, help_text=_("An https address that shows where the venue is.")
    )
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))
    takes_registrations = models.BooleanField(
        _("associations not yet known may register"),
        default=False,
        db_default=False,
        help_text=_("Opens a registration page, for as long as the meeting is announced."),
    )
    answers_until = models.DateTimeField(_("answers until"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    revision = models.PositiveBigIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text=_(
            "Version of the record, increased with every change. Live views ask for changes since this number."
        ),
    )
    declared_people = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    declared_associations = models.PositiveIntegerField(_("associations present"), null=True, blank=True)
    declared_women = models.PositiveIntegerField(_("women present"), null=True, blank=True)
    declared_contributions = models.PositiveIntegerField(_("contributions"), null=True, blank=True)
    counts_are_estimates = models.BooleanField(
        _("these numbers are estimates"),
        default=False,
        db_default=False,
        help_text=_("“About fifty people”: readers are told so."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=MeetingState.choices, default=MeetingState.DRAFT, editable=False
    )
    state_sentence = models.TextField(_("reason"), blank=True, editable=False)
    public_sentence = TextsField(
        _("information for readers"),
        blank=True,
        editable=False,
        db_default=EMPTY,
        max_length=LONGEST_TEXT,
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        editable=False,
        help_text=_(
            "Authors of changes to the record since it was last published. None of them may approve its report."
        ),
    )
    is_demonstration = models.BooleanField(default=False, editable=False)
    folded = folded_column(texts=["title", "venue"])

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="meeting_newest"),
            folded_index(name="meeting_folded"),
        ]
        triggers = [MEETING.trigger()]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None)
                | models.Q(starts_at__isnull=False, ends_at__gt=models.F("starts_at"))
                | models.Q(starts_at__isnull=False, starts_at__gte=EVENING, ends_at__lte=SMALL_HOURS),
                name="meeting_ends_after_it_starts",
                violation_error_message=END_BEFORE_START,
            ),
            models.CheckConstraint(
                condition=models.Q(declared_women=None)
                | models.Q(declared_people=None)
                | models.Q(declared_women__lte=models.F("declared_people")),
                name="meeting_women_are_among_persons",
                violation_error_message=_("There cannot be more women than people present."),
            ),
            models.CheckConstraint(
                condition=models.Q(requester="association") | models.Q(requesting_association=None),
                name="meeting_requesting_association_only_if_one_asked",
                violation_error_message=_("Name an association only where an association asked for the meeting."),
            ),
            models.CheckConstraint(
                condition=models.Q(requester="institution") | models.Q(requesting_institution=None),
                name="meeting_requesting_institution_only_if_one_asked",
                violation_error_message=_("Name an institution only where an institution asked for the meeting."),
            ),
            models.CheckConstraint(
                condition=models.Q(requesting_body=NO_TEXT)
                | ~models.Q(requester="cell") & models.Q(requesting_association=None, requesting_institution=None),
                name="meeting_asked_for_by_one_body",
                violation_error_message=_("Name one body that asked: from a list, or in words."),
            ),
            models.CheckConstraint(
                condition=models.Q(organiser__isnull=False, organising_institution=None, organising_body=NO_TEXT)
                | models.Q(organiser=None, organising_institution__isnull=False, organising_body=NO_TEXT)
                | models.Q(organiser=None, organising_institution=None) & ~models.Q(organising_body=NO_TEXT),
                name="meeting_organised_by_one_body",
                violation_error_message=ONE_ORGANISER,
            ),
            models.CheckConstraint(
                condition=models.Q(number_in_series=None) | models.Q(number_in_series__gt=0),
                name="meeting_number_in_series_from_one",
                violation_error_message=_("The first meeting of a series has the number 1."),
            ),
            models.CheckConstraint(
                condition=models.Q(day_known__in=Known.values), name="meeting_knows_a_part_of_its_day"
            ),
            models.CheckConstraint(
                condition=models.Q(map_url="") | models.Q(map_url__startswith="https://"),
                name="meeting_map_is_https",
                violation_error_message=_("Give an address that begins with https://."),
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gt=0),
                name="meeting_has_a_place",
                violation_error_message=_("Give at least one place, or leave the number empty."),
            ),
            possible_days("held_on", name="meeting_day_is_possible"),
            possible_moments("answers_until", name="meeting_answers_until_a_possible_day"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def ends_next_day(self) -> bool:
        return formats.ends_next_day(self.starts_at, self.ends_at)

    @property
    def when(self) -> PartialDay:
        """What is known of the date, for readers."""
        return PartialDay.of(self.held_on, self.day_known)

    @property
    def knows_its_day(self) -> bool:
        return self.day_known == Known.DAY

    @property
    def organised_by(self) -> Texts:
        """The name of the body that convened the meeting."""
        body = self.organiser or self.organising_institution
        return body.name if body else self.organising_body

    @property
    def asked_by(self) -> Texts:
        """Who asked for the meeting, as far as readers may know: an association only if it agreed. Empty for the cell."""
        if self.requester == self.Requester.ASSOCIATION and not self.requester_agrees:
            return Texts()
        body = self.requesting_institution or self.requesting_association
        return body.name if body else self.requesting_body

    @property
    def record_is_open(self) -> bool:
        """Whether the record may change: not while its report is in review or published."""
        report = getattr(self, "report", None)
        return report is None or report.state in {ReportState.DRAFTING, ReportState.RETURNED}

    @property
    def closed_on(self) -> dt.date:
        """The day on which the session was closed; if unknown, the day of the meeting."""
        return timezone.localdate(self.closed_at) if self.closed_at else self.held_on

    def days_to_report(self, published_at: dt.datetime | None) -> int | None:
        """Days between the meeting and its report. ``None`` for the demonstration, which was entered years later, and where the day is not
        known."""
        if published_at is None or self.is_demonstration or not self.knows_its_day:
            return None
        return (timezone.localdate(published_at) - self.held_on).days


@pghistory.track()
class Axis(models.Model):
    """A discussion topic on a meeting's agenda."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="axes")

    class Kind(models.TextChoices):
        TOPIC = "topic", _("topic")
        OUTSTANDING = "outstanding", _("what is outstanding from earlier meetings")

    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.TOPIC, db_default=Kind.TOPIC)
    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)

    class Meta:
        verbose_name = _("discussion topic")
        verbose_name_plural = _("discussion topics")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="axis_one_per_position", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return str(self.title)
