from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models.meetings import Meeting
from consultations.models.registrations import Registration
from consultations.record_fields import LONGEST_FUNCTION
from core.db.functions import folded_column
from core.db.optimistic_lock import Versioned
from core.text.arabic import normalise
from core.text.language_detection import in_its_language
from core.text.texts import EMPTY, Texts, TextsField
from partners.models import Association
from publications.labels import ATTENDED, CHAIRS
from reference.models import Institution, PoliceUnit

# The default function at check-in for somebody who comes for an association.
REPRESENTATIVE = Texts(ar="ممثل الجمعية", fr="représentant de l’association", en="representative of the association")
ONE_BODY = _("Somebody comes from one body: a police unit, an institution or an association.")
NO_ASSOCIATION = _("Choose the association that agrees to be named.")
NO_PART = _("Somebody who did not come has no role in the meeting and no time of arrival.")
REPRESENTATIVES = Texts(
    ar="ممثلو الجمعية", fr="représentants de l’association", en="representatives of the association"
)


@pghistory.track(exclude=["folded"])
class Attendance(Versioned):
    """A person or group present, with the function of that day. *Acting* qualifies the function, not the person.

    ``attended``: also those who were invited and did not come stand here; they are counted nowhere. ``chair`` stands beside ``role``:
    whoever chairs may also open the meeting, or facilitate it. ``association_name``: of an association outside the directory; like
    one of the directory it is named in public only with its consent (``shows_association``), and always counted.
    """

    class Side(models.TextChoices):
        POLICE = "police", _("police")
        INSTITUTION = "institution", _("another authority")
        ELECTED = "elected", _("elected body")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        OTHER = "other", _("other")

    class Role(models.TextChoices):
        ATTENDEE = "attendee", _("present")
        FACILITATOR = "facilitator", _("facilitator")
        OPENER = "opener", _("opening speaker")
        FACILITATOR_OPENER = "facilitator_opener", _("facilitator and opening speaker")
        RAPPORTEUR = "rapporteur", _("note-taker")

    class Chair(models.TextChoices):
        NONE = "", _("did not chair")
        CHAIRED = "chaired", CHAIRS["chaired"]
        ELECTED = "elected", CHAIRS["elected"]

    class Attended(models.TextChoices):
        PRESENT = "present", ATTENDED["present"]
        EXCUSED = "excused", ATTENDED["excused"]
        ABSENT = "absent", ATTENDED["absent"]

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField(_("position"))
    side = models.CharField(_("side"), max_length=20, choices=Side.choices)
    function = TextsField(_("function on that day"), max_length=LONGEST_FUNCTION)
    is_acting = models.BooleanField(_("acting"), default=False)
    on_behalf_of = TextsField(
        _("in place of"),
        blank=True,
        db_default=EMPTY,
        max_length=LONGEST_FUNCTION,
        help_text=_("The function of the one who was represented, for instance “the head of the zone”."),
    )
    attended = models.CharField(
        _("present or excused"),
        max_length=20,
        choices=Attended.choices,
        default=Attended.PRESENT,
        db_default=Attended.PRESENT,
    )
    role = models.CharField(_("role in the meeting"), max_length=20, choices=Role.choices, default=Role.ATTENDEE)
    chair = models.CharField(
        _("chair"), max_length=20, choices=Chair.choices, blank=True, default=Chair.NONE, db_default=Chair.NONE
    )
    unit = models.ForeignKey(PoliceUnit, models.PROTECT, null=True, blank=True, verbose_name=_("police unit"))
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, verbose_name=_("institution"))
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name=_("association")
    )
    association_name = models.CharField(
        _("association outside the directory"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Always counted; named in public only if it agrees."),
    )
    shows_association = models.BooleanField(
        _("the association agrees to be named"), default=False, help_text=_("Otherwise it is counted without its name.")
    )
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Internal. Officials appear in public by function.")
    )
    name_is_public = models.BooleanField(
        _("publish the name"), default=False, help_text=_("Only where the person acted in public and it was approved.")
    )
    is_group = models.BooleanField(_("several people together"), default=False)
    people = models.PositiveIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Leave empty when nobody counted: unknown is not zero.")
    )

    is_woman = models.BooleanField(
        _("a woman"), null=True, blank=True, help_text=_("Leave open where nobody noted it: unknown is not no.")
    )
    women = models.PositiveIntegerField(_("women among them"), null=True, blank=True)
    registration = models.OneToOneField(
        Registration, models.PROTECT, null=True, blank=True, editable=False, related_name="attendance"
    )
    is_walk_in = models.BooleanField(_("came without registration"), default=False, db_default=False)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    uid = models.UUIDField(
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set by the check-in device. A retry finds the row by it."),
    )
    folded = folded_column(plain=["name"])

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presence")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name_is_public=False) | ~models.Q(name=""),
                name="attendance_publishes_a_name_it_has",
                violation_error_message=_("There is no name to publish."),
            ),
            models.CheckConstraint(
                condition=models.Q(people=None) | models.Q(is_group=True),
                name="attendance_counts_groups",
                violation_error_message=_("Give a number only for several people together."),
            ),
            models.CheckConstraint(
                condition=models.Q(shows_association=False)
                | models.Q(association__isnull=False)
                | ~models.Q(association_name="")
                | models.Q(is_walk_in=True) & ~models.Q(name=""),
                name="attendance_names_an_association_it_has",
                violation_error_message=NO_ASSOCIATION,
            ),
            models.CheckConstraint(
                condition=models.Q(unit=None, institution=None)
                | models.Q(unit=None, association=None, association_name="")
                | models.Q(institution=None, association=None, association_name=""),
                name="attendance_comes_from_one_body",
                violation_error_message=ONE_BODY,
            ),
            models.CheckConstraint(
                condition=models.Q(association=None) | models.Q(association_name=""),
                name="attendance_association_in_or_outside_the_directory",
                violation_error_message=_("Choose the association from the directory, or write its name: not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(attended="present") | models.Q(chair="", role="attendee", arrived_at=None),
                name="attendance_excused_takes_no_part",
                violation_error_message=NO_PART,
            ),
            models.CheckConstraint(
                condition=models.Q(women=None)
                | models.Q(is_group=True, people=None)
                | models.Q(women__lte=models.F("people")),
                name="attendance_women_are_among_people",
                violation_error_message=_("There cannot be more women than people."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_woman=None) | models.Q(is_group=False),
                name="attendance_one_person_is_a_woman_or_not",
                violation_error_message=_("For several people together give the number of women."),
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None)
                | models.Q(arrived_at__isnull=False, left_at__gte=models.F("arrived_at")),
                name="attendance_leaves_after_arriving",
                violation_error_message=_("The time of leaving must be after the time of arrival."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function} ({_('acting')})" if self.is_acting else str(self.function)

    @property
    def is_late(self) -> bool:
        """Arrived after the session was opened, or (if that is unknown) after the planned beginning."""
        if self.arrived_at is None:
            return False
        if self.meeting.opened_at is not None:
            return self.arrived_at > self.meeting.opened_at
        arrived = timezone.localtime(self.arrived_at)
        begins = self.meeting.starts_at
        return (
            begins is not None
            and self.meeting.knows_its_day
            and arrived.date() == self.meeting.held_on
            and arrived.time() > begins
        )

    @property
    def came_for_an_association(self) -> bool:
        """Whether the person came for an association, also one that the cell does not know."""
        return bool(self.association_id or self.association_name or self.registration_id or self.is_walk_in)

    @property
    def says_its_function(self) -> bool:
        """Whether a function was given, other than the default."""
        return self.function not in (REPRESENTATIVE, REPRESENTATIVES)

    @property
    def unknown_association(self) -> str:
        """The name of an association that the cell does not know. (In rows that were not noted at the door ``name`` is the name of a
        person.)"""
        at_the_door = self.is_walk_in or self.registration_id is not None
        return self.association_name or (self.name if at_the_door else "")

    @property
    def is_present(self) -> bool:
        return self.attended == self.Attended.PRESENT

    @property
    def came_from(self) -> str:
        """Internal: the organisation, including one that did not agree to be named or that the cell does not know."""
        body = self.association or self.institution or self.unit
        return str(body.name) if body else self.unknown_association

    @property
    def full_title(self) -> str:
        """Internal: function and organisation, to distinguish two representatives."""
        title, organisation = str(self), self.came_from
        if not organisation or organisation in title:
            return title
        return _("%(function)s, %(organisation)s") % {"function": title, "organisation": organisation}

    @property
    def came_for(self) -> int | str | None:
        """A key that is the same for all who came for one association, also if its name was spelled differently."""
        return self.association_id or " ".join(normalise(self.unknown_association).split()) or None

    @property
    def organisation(self) -> Texts:
        """The organisation that may be published: an association only if it agreed."""
        if self.association and self.shows_association:
            return self.association.name
        if self.shows_association and self.unknown_association:
            return in_its_language(self.unknown_association)
        if self.institution:
            return self.institution.name
        return self.unit.name if self.unit else Texts()
