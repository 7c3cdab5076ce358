"""What a network says together: a statement or a concern, worded by its coordinator, with the reply of each member."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperation.models.networks import LONGEST_NAME, Network, NetworkMembership
from cooperation.networks.querysets import ConsentQuerySet, JointTextQuerySet
from cooperation.networks.states import STAGE, Purpose, Reply, Stage
from core.date_limits import possible_days
from core.text.texts import TextsField
from proposals.models import Concern, Demand
from publications.drafts.models import DraftedText, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels

LONGEST_TEXT = 4_000
JOINT_TEXT_STEP_LABELS = step_labels(
    begin=_("Begun"),
    reword=_("The words were changed: members are asked again"),
    ask=_("The members were asked"),
    hand_over=_("Sent to the cell"),
    drop=_("Given up"),
)


@pghistory.track()
class JointText(DraftedText):
    """``stage``: with the network until enough members agreed; then a statement has the states of a drafted text, whose words the cell
    cannot change, and a concern goes the way of every concern.

    ``round``: grows with each change of the words; replies to earlier words do not count.
    """

    network = models.ForeignKey(Network, models.PROTECT, related_name="joint_texts")
    purpose = models.CharField(_("what it is"), max_length=20, choices=Purpose.choices)
    title = TextsField(_("title"), max_length=LONGEST_NAME)
    text = TextsField(_("text"), max_length=LONGEST_TEXT, help_text=_("Name no person."))
    demand = models.ForeignKey(
        Demand,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joint_texts",
        verbose_name=_("demand that it supports"),
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.WORDING, editable=False)
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    asked_on = models.DateField(null=True, editable=False)
    answer_until = models.DateField(_("members answer until"), null=True, blank=True)
    concern = models.OneToOneField(Concern, models.PROTECT, null=True, related_name="joint_text", editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    is_demonstration = models.BooleanField(default=False, db_default=False, editable=False)

    objects = JointTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint text of a network")
        verbose_name_plural = _("joint texts of networks")
        ordering = ["-id"]
        indexes = [
            models.Index(F("network"), F("id").desc(), name="joint_text_of_network"),
            models.Index(F("purpose"), F("stage"), F("id").desc(), name="joint_text_with_the_cell"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=["wording", "dropped"]) | Q(asked_on__isnull=False, answer_until__isnull=False),
                name="joint_text_is_asked_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(purpose="statement", concern=None) | Q(purpose="concern", demand=None),
                name="joint_text_is_statement_or_concern",
                violation_error_message=_("Only a statement supports a demand."),
            ),
            possible_days("asked_on", "answer_until", name="joint_text_on_possible_days"),
        ]
        triggers = [DRAFT.trigger(), STAGE.trigger("stage", name="legal_stages")]

    def __str__(self) -> str:
        return str(self.title)


@pghistory.track(obj_field=None)
class JointTextAuthor(JointText.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class JointTextStep(DraftStep):
    text = models.ForeignKey(JointText, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(JOINT_TEXT_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("joint_text_steps_are_for_ever")]


@pghistory.track()
class Consent(models.Model):
    """The reply of one member to the words of one round. Its changes are kept in its history.

    ``marked``: the demand on which the published statement set the mark “we ask this too” for this association.
    """

    text = models.ForeignKey(JointText, models.PROTECT, related_name="consents")
    round = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(NetworkMembership, models.PROTECT, related_name="consents")
    reply = models.CharField(_("reply"), max_length=20, choices=Reply.choices, default=Reply.SILENT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    shows_name = models.BooleanField(_("Show the name of our association under the text"), default=False)
    marked = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="+", editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply to a joint text")
        verbose_name_plural = _("replies to joint texts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["text", "round", "membership"], name="consent_one_for_each_member"),
            models.CheckConstraint(
                condition=Q(reply="silent", by=None, at=None)
                | ~Q(reply="silent") & Q(by__isnull=False, at__isnull=False),
                name="consent_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reply="agreed") | Q(shows_name=False), name="consent_names_only_who_agrees"
            ),
        ]
        triggers = [pgtrigger.Protect(name="consents_are_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.text_id}/{self.round} {self.reply}"
