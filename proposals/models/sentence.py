"""Sentences that the cell has prepared: for the public, for each move of a demand; for an association, for each step of a concern."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from proposals.models.concerns import ConcernStep
from proposals.models.demands import NotPossible
from reference.models import Institution


@pghistory.track()
class PreparedSentence(Versioned):
    """``about`` a demand, ``move``: the name of a move of :data:`proposals.states.FOLLOW_UP`; empty for news without a move. About a
    concern, ``move``: one of :data:`proposals.demands.sentences.CONCERN_MOVES`.

    With a ``reason`` or a ``body_kind`` it is offered for that reason or body only. The text may hold the placeholders of
    :data:`proposals.demands.sentences.PLACEHOLDERS`. ``key`` names a sentence that comes with the portal, so that it is loaded once.
    """

    class About(models.TextChoices):
        DEMAND = "demand", _("about a demand, for the public")
        CONCERN = "concern", _("about a submission, for the association")

    about = models.CharField(
        _("what it is about"), max_length=10, choices=About.choices, default=About.DEMAND, db_default=About.DEMAND
    )
    key = models.SlugField(max_length=60, unique=True, null=True, editable=False)
    move = models.CharField(_("new state"), max_length=20, blank=True)
    reason = models.CharField(
        _("for this reason only"),
        max_length=20,
        choices=[(About.DEMAND.label, NotPossible.choices), (About.CONCERN.label, ConcernStep.DECLINE_CHOICES)],
        blank=True,
    )
    body_kind = models.CharField(
        _("for bodies of this kind only"), max_length=20, choices=Institution.Kind.choices, blank=True
    )
    text = TextsField(_("sentence"))
    is_retired = models.BooleanField(_("retired"), default=False, help_text=_("No longer offered in forms."))
    position = models.PositiveSmallIntegerField(_("position in lists"), default=0)

    class Meta:
        verbose_name = _("prepared sentence")
        verbose_name_plural = _("prepared sentences")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["position", "id"], name="sentence_position")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(move="decline"),
                name="sentence_with_a_reason_is_of_its_move",
                violation_error_message=_("A reason belongs to the step “not possible”."),
            ),
            models.CheckConstraint(
                condition=models.Q(body_kind="") | models.Q(move="refer"),
                name="sentence_with_a_body_is_of_its_move",
                violation_error_message=_("A body belongs to the step “refer”."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)
