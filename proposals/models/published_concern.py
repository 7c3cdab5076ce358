"""The public wording of a concern: a draft that a second person approves, and that is published as a document of its own."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.crypto.tokens import random_name
from core.date_limits import possible_days
from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from proposals.models.concerns import Concern
from proposals.querysets import PublishedConcernQuerySet
from proposals.states import PUBLICATION, PublicationState
from reference.models import Area, Theme

# Without letters that are misread, and in lower case: a reference of a concern looks otherwise.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 10
LONGEST_TITLE = 200
LONGEST_TEXT = 6_000
STEP_LABELS = {"begin": _("Begin the public wording"), **{move.name: move.label for move in PUBLICATION.moves}}


def new_key() -> str:
    """Random: neither derived from the reference nor in the order of arrival, so that an address tells nothing of who sent the text."""
    return random_name(ALPHABET, KEY_LENGTH)


@pghistory.track(exclude=["title", "text", "suggestion", "answer", "change_note"])
class PublishedConcern(Versioned):
    """What the public reads of one concern. It begins with the text as received, which stays as it is (:class:`Concern`).

    ``shows_name``: the page names the association; only where the association chose that when it sent the concern.
    ``meeting_key``: of the announced meeting on whose agenda the concern stands. ``published_on``: the day of the first edition, by which
    lists are sorted; ``answered_on``: of the first edition with a public answer. ``authors``: all who changed the wording since its last
    edition; none of them may approve it.
    """

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="published", editable=False)
    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=PublicationState.choices, default=PublicationState.DRAFTING, editable=False
    )
    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    text = TextsField(_("what happens"), max_length=LONGEST_TEXT)
    suggestion = TextsField(_("what the association suggests"), blank=True, max_length=LONGEST_TEXT)
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))
    answer = TextsField(
        _("answer in public"),
        blank=True,
        max_length=LONGEST_TEXT,
        help_text=_("Everybody reads it. The sentences written to the association stay private."),
    )
    shows_name = models.BooleanField(_("name the association"), default=False)
    meeting_key = models.CharField(_("meeting on whose agenda it stands"), max_length=80, blank=True)
    is_demonstration = models.BooleanField(default=False, editable=False)
    published_on = models.DateField(null=True, blank=True, editable=False)
    answered_on = models.DateField(null=True, blank=True, editable=False)
    change_note = TextsField(
        _("what changes in this edition"),
        blank=True,
        max_length=LONGEST_TITLE,
        help_text=_("Readers see it beside the new edition."),
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = PublishedConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("published submission")
        verbose_name_plural = _("published submissions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="published_concern_in_state")]
        constraints = [
            possible_days("published_on", "answered_on", name="published_concern_on_possible_days"),
        ]
        triggers = [
            PUBLICATION.trigger(),
            pgtrigger.ReadOnly(name="published_concern_address", fields=["concern", "key"]),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_writable(self) -> bool:
        return self.state in {PublicationState.DRAFTING, PublicationState.RETURNED}

    @property
    def may_show_name(self) -> bool:
        return self.concern.use == Concern.Use.PUBLIC_NAMED


@pghistory.track(obj_field=None)
class PublishedConcernTheme(PublishedConcern.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class PublishedConcernArea(PublishedConcern.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class PublishedConcernAuthor(PublishedConcern.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class PublicationStep(models.Model):
    """A dated move of the public wording with its sentence. Never published."""

    published = models.ForeignKey(PublishedConcern, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(STEP_LABELS.items()))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        triggers = [
            pgtrigger.Protect(name="publication_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
