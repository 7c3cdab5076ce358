"""Merges and splits of demands: drafted here, done once a second person has approved them."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.date_limits import possible_days
from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from proposals.models.demands import Demand, Mention
from proposals.models.follow_up import OPEN, DraftStep
from proposals.querysets import LedgerChangeQuerySet
from proposals.states import FOLLOW_UP_DRAFT, FollowUpState


@pghistory.track()
class LedgerChange(Versioned):
    """One drafted change of the demands to which mentions belong.

    ``whole`` keeps its number in every case; ``part`` is merged into it (``merge``, ``undo_split``) or becomes a demand of its own
    (``split``, ``undo_merge``). The mentions move when a second person approves the draft, in the same transaction as the publication.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("merge")
        SPLIT = "split", _("split")
        UNDO_MERGE = "undo_merge", _("undoing of a merge")
        UNDO_SPLIT = "undo_split", _("undoing of a split")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    part = models.ForeignKey(Demand, models.PROTECT, related_name="changes_as_part")
    whole = models.ForeignKey(Demand, models.PROTECT, related_name="changes_as_whole")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="undone_by")
    state = models.CharField(
        _("state"), max_length=20, choices=FollowUpState.choices, default=FollowUpState.DRAFTING, editable=False
    )
    sentence = TextsField(_("sentence for the public"), blank=True)
    published_on = models.DateField(null=True, editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = LedgerChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge or split")
        verbose_name_plural = _("merges and splits")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(part=models.F("whole")),
                name="ledger_change_of_two_demands",
                violation_error_message=_("A demand cannot be merged into itself."),
            ),
            models.UniqueConstraint(
                fields=["part"],
                condition=models.Q(state__in=OPEN),
                name="ledger_change_one_open_for_a_part",
                violation_error_message=_("There is a draft about one of the two demands already."),
            ),
            models.UniqueConstraint(
                fields=["whole"],
                condition=models.Q(state__in=OPEN),
                name="ledger_change_one_open_for_a_whole",
                violation_error_message=_("There is a draft about one of the two demands already."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["merge", "split"], undoes=None)
                | models.Q(kind__in=["undo_merge", "undo_split"], undoes__isnull=False),
                name="ledger_change_undoes_another",
            ),
            models.UniqueConstraint(
                fields=["undoes"],
                condition=models.Q(state=FollowUpState.PUBLISHED),
                name="ledger_change_undone_once",
                violation_error_message=_("This was undone already."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=FollowUpState.PUBLISHED, published_on__isnull=False)
                | (~models.Q(state=FollowUpState.PUBLISHED) & models.Q(published_on=None)),
                name="ledger_change_published_on_a_day",
            ),
            possible_days("published_on", name="ledger_change_on_a_possible_day"),
        ]
        triggers = [FOLLOW_UP_DRAFT.trigger()]

    def __str__(self) -> str:
        return f"{self.kind} {self.part.number}/{self.whole.number}"

    @property
    def is_writable(self) -> bool:
        return self.state in {FollowUpState.DRAFTING, FollowUpState.RETURNED}


@pghistory.track(obj_field=None)
class LedgerChangeAuthor(LedgerChange.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class ChosenMention(models.Model):
    """A mention that a split takes out of a ledger. ``before``: the demand to which it belonged, to which undoing gives it back."""

    change = models.ForeignKey(LedgerChange, models.CASCADE, related_name="chosen")
    mention = models.ForeignKey(Mention, models.CASCADE, related_name="chosen")
    before = models.ForeignKey(Demand, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "mention"], name="mention_chosen_once")]


class LedgerChangeStep(DraftStep):
    change = models.ForeignKey(LedgerChange, models.PROTECT, related_name="steps")

    class Meta(DraftStep.Meta):
        triggers = [
            pgtrigger.Protect(name="ledger_change_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
