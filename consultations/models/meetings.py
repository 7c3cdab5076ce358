from __future__ import annotations

import datetime as dt

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.querysets import MeetingQuerySet
from consultations.states import MEETING, MeetingState, ReportState
from core.date_limits import possible_days, possible_moments
from core.db.functions import folded_column, folded_index
from core.db.optimistic_lock import Versioned
from core.text import formats
from core.text.texts import TextsField
from partners.models import Association
from publications.labels import MEETING_KINDS
from reference.models import Area, Level, PoliceUnit, Theme


@pghistory.track()
class Series(models.Model):
    """Meetings that belong together: "the tenth meeting of …"."""

    name = TextsField(_("name"))

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


@pghistory.track(exclude=["revision", "folded"])
class Meeting(Versioned):
    """A meeting. Unknown times and headcounts are empty (null), not zero."""

    class Kind(models.TextChoices):
        OPEN = "open", MEETING_KINDS["open"]
        BY_INVITATION = "by_invitation", MEETING_KINDS["by_invitation"]
        BILATERAL = "bilateral", MEETING_KINDS["bilateral"]
        THEMATIC = "thematic", MEETING_KINDS["thematic"]
        EVALUATION = "evaluation", MEETING_KINDS["evaluation"]

    class PartOfDay(models.TextChoices):
        UNKNOWN = "", _("not recorded")
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")
        EVENING = "evening", _("evening")

    class Requester(models.TextChoices):
        CELL = "cell", _("the communication cell")
        ASSOCIATION = "association", _("an association")

    key = models.SlugField(max_length=80, unique=True, editable=False)
    title = TextsField(_("title"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OPEN)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("series")
    )
    requester = models.CharField(_("asked for by"), max_length=20, choices=Requester.choices, default=Requester.CELL)
    requesting_association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, verbose_name=_("association that asked")
    )
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.DISTRICT)
    organiser = models.ForeignKey(
        PoliceUnit, models.PROTECT, related_name="organised_meetings", verbose_name=_("organised by")
    )
    unit = models.ForeignKey(PoliceUnit, models.PROTECT, related_name="meetings", verbose_name=_("police unit"))
    venue = TextsField(_("venue"))
    held_on = models.DateField(_("date"))
    part_of_day = models.CharField(
        _("part of the day"), max_length=20, choices=PartOfDay.choices, blank=True, default=PartOfDay.UNKNOWN
    )
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty where there is room for all.")
    )
    invitation_rule = TextsField(
        _("who is invited"), blank=True, help_text=_("Readers see it: by which rule associations were invited.")
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
    state = models.CharField(
        _("state"), max_length=20, choices=MeetingState.choices, default=MeetingState.DRAFT, editable=False
    )
    state_sentence = models.TextField(_("reason"), blank=True, editable=False)
    public_sentence = TextsField(
        _("information for readers"),
        blank=True,
        editable=False,
        db_default=models.Value({"ar": "", "fr": "", "en": ""}, models.JSONField()),
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
    def record_is_open(self) -> bool:
        """Whether the record may change: not while its report is in review or published."""
        report = getattr(self, "report", None)
        return report is None or report.state in {ReportState.DRAFTING, ReportState.RETURNED}

    @property
    def closed_on(self) -> dt.date:
        """The day on which the session was closed; if unknown, the day of the meeting."""
        return timezone.localdate(self.closed_at) if self.closed_at else self.held_on

    def days_to_report(self, published_at: dt.datetime | None) -> int | None:
        """Days between the meeting and its report. ``None`` for the demonstration, which was entered years later."""
        if published_at is None or self.is_demonstration:
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
    title = TextsField(_("title"))
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
