"""Partnership agreements: parties, what each promised, the reports of what was done (ADR 51)."""

from __future__ import annotations

import datetime as dt

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from consultations.models import Meeting
from cooperation.querysets import DeliverableQuerySet, DeliveryQuerySet, PartnershipQuerySet
from core.date_limits import possible_days
from core.text.texts import Texts, TextsField
from partners.models import Association
from proposals.models import Demand
from publications.drafts.models import DraftedText, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels
from reference.models import Institution, PoliceUnit

LONGEST_TITLE, LONGEST_TEXT, LONGEST_SENTENCE = 160, 3_000, 600
MOST, LAST_PLACE = 9_999, 99
STEP_LABELS = step_labels(
    begin=_("Begun"),
    offer=_("Offered to the associations that are parties"),
    deliver=_("What was delivered was written into the draft"),
    renew=_("Begun as the renewal of another agreement"),
)


@pghistory.track()
class Partnership(DraftedText):
    """``offered_at``: since when the associations that are parties may read the draft and agree to it. ``is_public``: an edition is live.

    ``renewed_from``: the agreement that this one continues.
    """

    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    objective = TextsField(_("objective"), max_length=LONGEST_TEXT)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    renewal = TextsField(
        _("how it is renewed"),
        blank=True,
        max_length=LONGEST_SENTENCE,
        help_text=_("It is never renewed by itself."),
    )
    demands = models.ManyToManyField(Demand, blank=True, related_name="partnerships", verbose_name=_("demands"))
    reviews = models.ManyToManyField(Meeting, blank=True, related_name="partnerships", editable=False)
    renewed_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by", editable=False
    )
    offered_at = models.DateTimeField(null=True, editable=False)
    is_public = models.BooleanField(default=False, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership agreement")
        verbose_name_plural = _("partnership agreements")
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(F("starts_on").desc(), F("id").desc(), name="partnership_newest"),
            models.Index(fields=["ends_on", "id"], condition=Q(is_public=True), name="partnership_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="partnership_ends_after_it_starts",
                violation_error_message=_("An agreement ends after it starts."),
            ),
            possible_days("starts_on", "ends_on", name="partnership_on_possible_days"),
        ]
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return str(self.title)


@pghistory.track(obj_field=None)
class PartnershipAuthor(Partnership.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class PartnershipStep(DraftStep):
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("partnership_steps_are_for_ever")]


@pghistory.track()
class PartnershipParty(models.Model):
    """A police unit, an institution or an association. ``signed_as``: the function of whoever signed, never a person.

    ``agreed_to``: fingerprint of the terms to which an association agreed (:mod:`cooperation.partnerships.terms`); other terms ask anew.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="parties")
    unit = models.ForeignKey(
        PoliceUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("police unit")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution")
    )
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="partnership_parties",
        verbose_name=_("association"),
    )  # fmt: skip
    signed_as = TextsField(
        _("signed by, as a function"), blank=True, max_length=LONGEST_SENTENCE, help_text=_("Never a person’s name.")
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    brings = TextsField(_("what this party does"), blank=True, max_length=LONGEST_SENTENCE)
    place = models.PositiveSmallIntegerField(_("place"), default=1, validators=[MaxValueValidator(LAST_PLACE)])
    agreed_to = models.CharField(max_length=64, blank=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    refusal = models.TextField(blank=True, max_length=LONGEST_SENTENCE, editable=False)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(unit__isnull=False, institution=None, association=None)
                    | Q(unit=None, institution__isnull=False, association=None)
                    | Q(unit=None, institution=None, association__isnull=False)
                ),
                name="party_is_one_body",
                violation_error_message=_("Choose one body: a police unit, an institution or an association."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["partnership", body],
                    name=f"party_once_{body}",
                    violation_error_message=_("This body is a party already."),
                )
                for body in ("unit", "institution", "association")
            ),
            possible_days("signed_on", name="party_signed_on_a_possible_day"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def body(self) -> PoliceUnit | Institution | Association:
        if self.unit:
            return self.unit
        return self.institution or self.association  # type: ignore[return-value]  # a constraint: one of the three

    @property
    def name(self) -> Texts:
        return self.body.name


@pghistory.track()
class Deliverable(models.Model):
    """What one party promised until a day. Late is written nowhere: it follows from ``due_on``.

    ``first_due_on``: the day in the first edition, which readers go on seeing. ``amount``: how many, where it is counted; ``done_amount``: how many of them are done. ``evidence``: what shows it.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="deliverables")
    party = models.ForeignKey(
        PartnershipParty, models.PROTECT, related_name="deliverables", verbose_name=_("responsible")
    )
    what = TextsField(_("what is promised"), max_length=LONGEST_SENTENCE)
    due_on = models.DateField(_("until"))
    first_due_on = models.DateField(null=True, editable=False)
    amount = models.PositiveIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    done_amount = models.PositiveIntegerField(_("how many are done"), default=0, validators=[MaxValueValidator(MOST)])
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = TextsField(_("what shows it"), blank=True, max_length=LONGEST_SENTENCE)
    evidence_url = models.CharField(
        _("address of what shows it"), max_length=300, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    dropped_on = models.DateField(_("given up on"), null=True, blank=True)
    drop_reason = TextsField(_("why it is given up"), blank=True, max_length=LONGEST_SENTENCE)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(done_on=None, dropped_on=None), name="deliverable_owed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="deliverable_of_at_least_one"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_amount=F("amount"), dropped_on=None),
                name="deliverable_done_is_whole",
                violation_error_message=_("It is done when all of it is done."),
            ),
            possible_days("due_on", "first_due_on", "done_on", "dropped_on", name="deliverable_on_possible_days"),
        ]

    def __str__(self) -> str:
        return str(self.what)

    @property
    def is_owed(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    def days_late(self, today: dt.date) -> int:
        """Days since the promised day; below 0 for one that is to come."""
        return (today - self.due_on).days


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "waiting")
    CONFIRMED = "confirmed", pgettext_lazy("delivery", "confirmed")
    DECLINED = "declined", pgettext_lazy("delivery", "not confirmed")


@pghistory.track()
class Delivery(models.Model):
    """What a party reports about one deliverable; public only as far as an editor writes it into the draft and a second person approves.

    ``done_amount``: how many are done in all. ``answer``: the sentence of the editor to the party.
    """

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="deliveries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    done_amount = models.PositiveIntegerField(_("how many are done in all"), validators=[MaxValueValidator(MOST)])
    sentence = models.TextField(_("what was done"), max_length=LONGEST_SENTENCE)
    url = models.CharField(
        _("address of what shows it"), max_length=300, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    state = models.CharField(
        max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING, editable=False
    )
    answer = models.TextField(blank=True, max_length=LONGEST_SENTENCE)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a delivery")
        verbose_name_plural = _("reports of deliveries")
        ordering = ["-id"]
        indexes = [models.Index(fields=["id"], condition=Q(state="waiting"), name="delivery_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable"], condition=Q(state="waiting"), name="delivery_one_waits_for_each",
                violation_error_message=_("A report about this waits for the cell already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deliverable_id}/{self.pk}"


class PartnershipReminder(models.Model):
    """Somebody was reminded: written with the mail in one transaction, so that each occasion is told once."""

    class Occasion(models.TextChoices):
        SOON = "soon", _("two weeks before")
        NEAR = "near", _("three days before")
        LATE = "late", _("after the day")
        ENDS = "ends", _("before the agreement ends")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="reminders")
    deliverable = models.ForeignKey(Deliverable, models.CASCADE, null=True, related_name="reminders")
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    due_on = models.DateField()
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "deliverable", "occasion", "due_on"],
                nulls_distinct=False,
                name="partnership_reminder_once",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="partnership_reminders_are_for_ever", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id}/{self.deliverable_id} {self.occasion}"
