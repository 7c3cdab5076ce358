"""What the cell says and promises about a demand: drafted here, public once a second person has approved it."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.date_limits import possible_days
from core.db.optimistic_lock import Versioned
from core.text.texts import Texts, TextsField
from proposals.models.demands import Demand, NotPossible
from proposals.states import FOLLOW_UP, FOLLOW_UP_DRAFT, CommitmentState, FollowUpState
from publications.models import Edition
from reference.models import Institution, PoliceUnit

MOVES = [(move.name, move.label) for move in FOLLOW_UP.moves]
OPEN = (FollowUpState.DRAFTING, FollowUpState.IN_REVIEW, FollowUpState.RETURNED)

STEP_LABELS = {
    "begin": _("Draft begun"),
    "send": _("Sent for approval"),
    "return": _("Returned"),
    "take_back": _("Taken back"),
    "publish": _("Approved and published"),
    "discard": _("Discarded"),
}


@pghistory.track()
class FollowUp(Versioned):
    """One drafted change of what the public reads about a demand: a move, dates, an answer, commitments.

    The demand itself changes when a second person approves the draft, in the same transaction as the publication. A demand has at most
    one draft at a time. ``authors`` are all who wrote in it; none of them may approve it.
    """

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="follow_ups")
    state = models.CharField(
        _("state"), max_length=20, choices=FollowUpState.choices, default=FollowUpState.DRAFTING, editable=False
    )
    move = models.CharField(_("new state"), max_length=20, choices=MOVES, blank=True)
    sentence = TextsField(_("sentence for the public"), blank=True)
    due_on = models.DateField(_("announced date"), null=True, blank=True)
    body = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competent body")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=NotPossible.choices, blank=True)
    answer = TextsField(_("answer for the public"), blank=True)
    internal_note = models.TextField(
        _("note for the approver"), blank=True, max_length=5000, help_text=pgettext_lazy("a note", "Never published.")
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("draft of a follow-up")
        verbose_name_plural = _("drafts of follow-ups")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state=FollowUpState.IN_REVIEW), name="follow_up_in_review")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["demand"],
                condition=models.Q(state__in=OPEN),
                name="follow_up_one_open_for_a_demand",
                violation_error_message=_("Somebody else is already writing a follow-up of this demand."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[FollowUpState.IN_REVIEW, FollowUpState.PUBLISHED])
                | (
                    (~models.Q(move="refer") | models.Q(body__isnull=False))
                    & (~models.Q(move="decline") | ~models.Q(reason=""))
                    & (~models.Q(move="plan") | models.Q(due_on__isnull=False))
                ),
                name="follow_up_sent_is_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(state=FollowUpState.PUBLISHED, edition__isnull=False)
                | (~models.Q(state=FollowUpState.PUBLISHED) & models.Q(edition=None)),
                name="follow_up_published_with_an_edition",
            ),
            possible_days("due_on", name="follow_up_due_on_a_possible_day"),
        ]
        triggers = [FOLLOW_UP_DRAFT.trigger()]

    def __str__(self) -> str:
        return f"{self.demand.number}/{self.pk}"

    @property
    def is_writable(self) -> bool:
        return self.state in {FollowUpState.DRAFTING, FollowUpState.RETURNED}


@pghistory.track(obj_field=None)
class FollowUpAuthor(FollowUp.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class DraftStep(models.Model):
    """A dated move of a draft with its sentence: the correspondence between who writes and who approves. Never published."""

    move = models.CharField(max_length=20, choices=list(STEP_LABELS.items()))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sentence = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "id"]


class FollowUpStep(DraftStep):
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="steps")

    class Meta(DraftStep.Meta):
        triggers = [
            pgtrigger.Protect(name="follow_up_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class CommitmentFacts(models.Model):
    """Who does what by when, and what shows that it was done."""

    what = TextsField(_("what"))
    owner_unit = models.ForeignKey(
        PoliceUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible police unit")
    )
    owner_institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("other responsible body")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("until"))
    state = models.CharField(
        _("state"), max_length=20, choices=CommitmentState.choices, default=CommitmentState.PROMISED
    )
    evidence = TextsField(_("what shows it"), blank=True)
    evidence_url = models.CharField(
        _("address of the evidence on the web"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner_unit__isnull=False, owner_institution=None)
                | models.Q(owner_unit=None, owner_institution__isnull=False),
                name="%(class)s_is_owed_by_one_body",
                violation_error_message=_("Name one body: a police unit or another body."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None) | models.Q(starts_on__lte=models.F("due_on")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CommitmentState.KEPT) | ~models.Q(evidence=Texts().model_dump()),
                name="%(class)s_kept_is_shown",
                violation_error_message=_("Say what shows that it was done."),
            ),
            possible_days("starts_on", "due_on", name="%(class)s_days_are_possible"),
        ]

    @property
    def owner(self) -> PoliceUnit | Institution | None:
        return self.owner_unit or self.owner_institution


COMMITMENT_FACTS = tuple(field.name for field in CommitmentFacts._meta.fields)


@pghistory.track()
class Commitment(CommitmentFacts):
    """As a second person approved it: what the public reads."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="commitments")

    class Meta(CommitmentFacts.Meta):
        abstract = False
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "id"]


@pghistory.track()
class DraftedCommitment(CommitmentFacts):
    """As a draft would have it: a new commitment, or another wording or state of ``commitment``."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="commitments")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CommitmentFacts.Meta):
        abstract = False
        ordering = ["due_on", "id"]
        constraints = [
            *CommitmentFacts.Meta.constraints,
            models.UniqueConstraint(fields=["follow_up", "commitment"], name="commitment_drafted_once"),
        ]


@pghistory.track()
class Answer(models.Model):
    """An answer to a demand as it was approved. The last one is shown first; earlier ones stay."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="answers")
    on = models.DateField()
    text = TextsField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [possible_days("on", name="answer_on_a_possible_day")]


class DemandNote(models.Model):
    """A note of the cell about a demand. Never published, never changed."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(_("internal note"), max_length=5000)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="demand_notes_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]
