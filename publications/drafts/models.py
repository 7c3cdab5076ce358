"""What every drafted text has in the database. A kind of text adds ``authors``, its steps and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.crypto.tokens import new_key
from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from publications.drafts.states import DraftState


class DraftQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def awaiting_review(self) -> Self:
        return self.filter(state=DraftState.IN_REVIEW)

    def written_by(self, user: Any) -> Self:
        """Texts whose next edition has words of ``user``."""
        return self.filter(authors=user)


class DraftedText(Versioned):
    """``key``: of its published document. A kind adds ``title``, ``authors`` (all who wrote in it since its last edition; none of them may approve it)
    and, with ``related_name="steps"``, a model of :class:`DraftStep`.
    """

    key: Any = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=DraftState.choices, default=DraftState.DRAFTING, editable=False
    )
    change_note = TextsField(
        _("what changes in this edition"), blank=True, help_text=_("Readers see it beside the new edition.")
    )
    if TYPE_CHECKING:
        authors: Any
        title: Any
        steps: Any

    class Meta:
        abstract = True

    @property
    def is_writable(self) -> bool:
        return self.state in {DraftState.DRAFTING, DraftState.RETURNED}


class DraftStep(models.Model):
    """A dated move of the text with its sentence. Never published. A kind adds the foreign key and the choices of ``move``."""

    move = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sentence = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "id"]


def steps_are_for_ever(name: str) -> pgtrigger.Protect:
    """The trigger of a model of steps; ``name``: of the trigger."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
