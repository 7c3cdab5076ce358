"""Demands, and the ledger of their mentions."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.date_limits import possible_days
from core.db.optimistic_lock import Versioned
from core.text.partial_days import Known, PartialDay
from core.text.texts import TextsField
from partners.models import Association
from proposals.querysets import DemandQuerySet, MentionQuerySet
from proposals.states import FOLLOW_UP, DemandState
from publications.labels import NOT_POSSIBLE
from reference.models import Area, Institution, PoliceUnit, Theme


class NotPossible(models.TextChoices):
    """Why a demand cannot be met. Closed: "not our responsibility" is no reason, it is a referral to a named body."""

    LAW = "law", NOT_POSSIBLE["law"]
    MEANS = "means", NOT_POSSIBLE["means"]
    OPERATIONS = "operations", NOT_POSSIBLE["operations"]
    ALREADY = "already", NOT_POSSIBLE["already"]
    FACTS = "facts", NOT_POSSIBLE["facts"]


NO_CIRCLE = pgtrigger.Trigger(
    name="merged_in_no_circle",
    operation=pgtrigger.UpdateOf("merged_into_id"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__merged_into__isnull=False),
    declare=[("upper", "BIGINT")],
    func="""
        upper := NEW.merged_into_id;
        WHILE upper IS NOT NULL LOOP
            IF upper = NEW.id THEN
                RAISE EXCEPTION 'demand % would be merged into itself', NEW.id USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            SELECT merged_into_id INTO upper FROM proposals_demand WHERE id = upper;
        END LOOP;
        RETURN NEW;
    """,
)


@pghistory.track(exclude=["words"])
class Demand(Versioned):
    """One demand, which may be raised many times. Its ``number`` is public and permanent."""

    number = models.PositiveIntegerField(_("number"), unique=True, editable=False)
    title = TextsField(_("the demand, in one sentence"))
    details = TextsField(_("details"), blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=DemandState.choices, default=DemandState.REGISTERED, editable=False
    )
    registered_on = models.DateField(_("registered on"))
    owner_unit = models.ForeignKey(PoliceUnit, models.PROTECT, null=True, blank=True, verbose_name=_("who answers"))
    owner_institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("other body that answers")
    )
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person in charge"),
        help_text=_("Never published."),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    answered_on = models.DateField(_("first answered on"), null=True, blank=True, editable=False)
    updated_on = models.DateField(
        _("last news on"), null=True, blank=True, editable=False, help_text=_("Of a follow-up that was published.")
    )
    promise_on = models.DateField(
        _("next promise on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The day until which the public was promised something; none when nothing is owed."),
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))

    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        editable=False,
        help_text=_("Authors of the wording since it was last published. None of them may approve it."),
    )
    words = SearchVectorField(null=True, editable=False, help_text=_("Terms of the title and the details."))
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbed",
        help_text=_(
            "The demand whose ledger holds the mentions of this one. Nothing is owed about this one meanwhile."
        ),
    )
    is_registered_outside = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text=_("Registered by the cell, not from a point of a meeting."),
    )
    is_demonstration = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text=_("An example, as long as no mention of it is public."),
    )

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        ordering = ["-number"]
        indexes = [
            GinIndex(fields=["words"], name="demand_words"),
            models.Index(fields=["promise_on", "number"], name="demand_promise"),
            models.Index(fields=["state", "promise_on", "number"], name="demand_of_state"),
            models.Index(fields=["owner_person", "promise_on", "number"], name="demand_of_person"),
            models.Index(fields=["owner_unit", "promise_on", "number"], name="demand_of_unit"),
            models.Index(
                fields=["promise_on", "number"],
                condition=models.Q(owner_unit=None, owner_institution=None, promise_on__isnull=False),
                name="demand_without_owner",
            ),
            models.Index(
                fields=["registered_on", "id"],
                condition=models.Q(answered_on=None, promise_on__isnull=False),
                name="demand_unanswered",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(due_on__isnull=False, promise_on__isnull=False),
                name="demand_announced_day",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=DemandState.PLANNED) | models.Q(due_on__isnull=False),
                name="planned_demand_has_a_date",
                violation_error_message=_("A planned demand needs a date."),
            ),
            models.CheckConstraint(
                condition=models.Q(owner_unit=None) | models.Q(owner_institution=None),
                name="demand_has_one_owner",
                violation_error_message=_("Name one body: a police unit or another body."),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="demand_not_merged_into_itself",
                violation_error_message=_("A demand cannot be merged into itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(promise_on=None),
                name="merged_demand_owes_nothing",
            ),
            possible_days("registered_on", "due_on", name="demand_days_are_possible"),
            possible_days("answered_on", "updated_on", "promise_on", name="demand_promises_are_possible"),
        ]
        triggers = [FOLLOW_UP.trigger(), NO_CIRCLE]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def key(self) -> str:
        return str(self.number)

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    @property
    def whole(self) -> Demand:
        """The demand whose ledger holds the mentions of this one: itself, if it is not merged. One query for each merge."""
        whole = self
        while whole.merged_into:
            whole = whole.merged_into
        return whole

    @property
    def owner(self) -> PoliceUnit | Institution | None:
        """The body that answers."""
        return self.owner_unit or self.owner_institution


@pghistory.track(obj_field=None)
class DemandTheme(Demand.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class DemandArea(Demand.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class DemandAuthor(Demand.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track()
class DemandStep(models.Model):
    """A dated change of the state, with its sentence."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="steps")
    on = models.DateField()
    state = models.CharField(max_length=20, choices=DemandState.choices)
    sentence = TextsField()
    body = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=20, choices=NotPossible.choices, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=DemandState.REFERRED) | models.Q(body__isnull=False),
                name="demand_referred_to_a_named_body",
                violation_error_message=_("Name the competent body."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=DemandState.NOT_POSSIBLE) | ~models.Q(reason=""),
                name="demand_not_possible_with_a_reason",
                violation_error_message=_("Choose the reason."),
            ),
            possible_days("on", name="demand_step_on_a_possible_day"),
        ]


@pghistory.track()
class Mention(models.Model):
    """One participant who raised a demand at a meeting, or one concern that did. Counts of a demand are counts of these rows.

    ``day_known``: how much of ``said_on`` is known, as of the meeting; the rest only orders the ledger.
    ``is_counted`` is False for a row that stands for several participants whose number was not recorded.
    ``is_public``: its meeting or concern is published now. ``demand``: in whose ledger it stands; ``origin``: the demand that it belongs to
    while that one is merged into ``demand``, otherwise ``None``. ``published_as``: key of the published concern to which a public line of the
    ledger leads; ``source_key`` of a concern is its reference, which is never public.
    """

    class Source(models.TextChoices):
        MEETING = "meeting", _("meeting")
        CONCERN = "concern", _("submission")

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="mentions")
    origin = models.ForeignKey(Demand, models.PROTECT, null=True, blank=True, related_name="mentions_elsewhere")
    said_on = models.DateField()
    day_known = models.CharField(max_length=20, choices=Known.choices, default=Known.DAY, db_default=Known.DAY)
    source_kind = models.CharField(max_length=10, choices=Source.choices)
    source_key = models.CharField(max_length=80)
    source_title = TextsField(blank=True)
    published_as = models.CharField(max_length=20, blank=True, default="", db_default="")
    association = models.ForeignKey(Association, models.PROTECT, null=True, blank=True, related_name="mentions")
    shows_name = models.BooleanField(default=False)
    is_counted = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["said_on", "id"]
        indexes = [
            models.Index(fields=["demand", "said_on", "id"], name="mention_ledger"),
            models.Index(fields=["source_kind", "source_key"], name="mention_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shows_name=False) | models.Q(association__isnull=False),
                name="mention_shows_a_name_it_has",
            ),
            models.CheckConstraint(
                condition=models.Q(origin=None) | ~models.Q(origin=models.F("demand")),
                name="mention_with_another_origin",
            ),
            models.UniqueConstraint(
                Coalesce("origin", "demand"),
                "source_key",
                condition=models.Q(source_kind="concern"),
                name="concern_mentions_a_demand_once",
                violation_error_message=_("This submission is already in the ledger of this demand."),
            ),
            possible_days("said_on", name="mention_said_on_a_possible_day"),
        ]

    @property
    def when(self) -> PartialDay:
        """What is known of the date."""
        return PartialDay.of(self.said_on, self.day_known)
