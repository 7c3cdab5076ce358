"""The participatory guide: chapters that a second person approves, and what associations suggest for their paragraphs (ADR 46)."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.text.texts import TextsField
from partners.models.associations import Association
from partners.querysets import GuideSuggestionQuerySet
from partners.states import SUGGESTION, SuggestionState
from publications.drafts.models import DraftedText, DraftQuerySet, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels

LAST_PLACE = 99
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 120, 400, 20_000
LONGEST_PARAGRAPH, LONGEST_REASON = 4_000, 1_000
GUIDE_STEP_LABELS = step_labels(begin=_("Begun"), insert=_("A suggestion was put into the draft"))


@pghistory.track()
class GuideChapter(DraftedText):
    """``authors``: all who wrote in the chapter since its last edition; none of them may approve it."""

    place = models.PositiveSmallIntegerField(
        _("place in the guide"),
        validators=[MinValueValidator(1), MaxValueValidator(LAST_PLACE)],
        help_text=_("Chapters are read in this order."),
    )
    title = TextsField(_("title"), max_length=LONGEST_TITLE)
    summary = TextsField(
        _("what the reader learns, in two sentences"), max_length=LONGEST_SUMMARY, help_text=_("It opens the chapter.")
    )
    text = TextsField(
        _("text of the chapter"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "Markdown: ## heading, - list, [words](https://address), | table |, > note. Nothing else is markup."
        ),
    )
    awaits_jurist = models.BooleanField(
        _("It is still to be reviewed by a jurist"), default=True, help_text=_("Its page says so.")
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("chapter of the guide")
        verbose_name_plural = _("chapters of the guide")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(place__range=(1, LAST_PLACE)), name="guide_chapter_has_a_place"),
        ]
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return str(self.title)


@pghistory.track(obj_field=None)
class GuideChapterAuthor(GuideChapter.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class GuideStep(DraftStep):
    chapter = models.ForeignKey(GuideChapter, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(GUIDE_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("guide_steps_are_for_ever")]


@pghistory.track()
class GuideSuggestion(models.Model):
    """What an association suggests for one paragraph of a published chapter. Never published itself.

    ``before``: the paragraph as the association read it; ``after``: how it should read. ``is_thanked``: the association wants to be thanked
    by name on the page where the suggestion is accepted. ``answer``: the sentence of the editor to the association.
    """

    chapter = models.ForeignKey(GuideChapter, models.PROTECT, related_name="suggestions")
    association = models.ForeignKey(Association, models.PROTECT, related_name="guide_suggestions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    before = models.TextField()
    after = models.TextField(_("how the paragraph should read"), max_length=LONGEST_PARAGRAPH)
    reason = models.TextField(_("why, in a sentence"), max_length=LONGEST_REASON, blank=True)
    is_thanked = models.BooleanField(_("Thank our association by name on the page"), default=False)
    state = models.CharField(
        max_length=20, choices=SuggestionState.choices, default=SuggestionState.WAITING, editable=False
    )
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = GuideSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion for the guide")
        verbose_name_plural = _("suggestions for the guide")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(F("state"), F("id").desc(), name="guide_suggestion_by_state"),
            models.Index(F("association"), F("id").desc(), name="guide_suggestion_of"),
        ]
        triggers = [SUGGESTION.trigger()]

    def __str__(self) -> str:
        return f"{self.chapter_id}/{self.pk}"
