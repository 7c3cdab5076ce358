"""Concerns of associations, stored unchanged, with their steps, files, openings and drafts."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.date_limits import possible_moments
from core.db.functions import folded_column, folded_index
from core.models import StoredFile
from core.text.texts import LANGUAGES, Texts
from partners.models import Association
from proposals.concerns.content import PLACE_LENGTH, TITLE_LENGTH, Content, Since, TimeOfDay
from proposals.querysets import ConcernQuerySet
from proposals.states import CONCERN, ConcernState
from reference.models import Area, Helpline, Institution, PoliceUnit, Theme

AS_RECEIVED = ["reference", "kind", "use", "channel", "association", "title", "text", "suggestion", "place", "sealed"]


@pghistory.track(exclude=["title", "text", "suggestion", "place", "sealed", "follow_hash", "folded"])
class Concern(models.Model):
    """One concern. The content of a confidential one is only in ``sealed``, which the cell's private key opens."""

    class Kind(models.TextChoices):
        CONCERN = "concern", _("concern")
        PROPOSAL = "proposal", pgettext_lazy("from an association", "proposal")
        OBSERVATION = "observation", _("observation")

    class Use(models.TextChoices):
        PUBLIC_NAMED = "public_named", _("public, with the association’s name")
        PUBLIC_UNNAMED = "public_unnamed", _("public, without the association’s name")
        CELL_ONLY = "cell_only", _("for the cell only")

    class Channel(models.TextChoices):
        ONLINE = "online", _("online")
        PAPER = "paper", _("on paper")
        PHONE = "phone", _("by phone")

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    submission = models.UUIDField(
        unique=True, help_text=_("The draft from which it was sent. A retry finds the row by it.")
    )
    follow_hash = models.CharField(max_length=64, unique=True)
    follow_round = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        help_text=_("Number of times the association asked for a new follow-up link. Older links no longer work."),
    )
    association = models.ForeignKey(Association, models.PROTECT, related_name="concerns")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    channel = models.CharField(_("received"), max_length=10, choices=Channel.choices)
    received_at = models.DateTimeField(_("received at"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    use = models.CharField(_("who may read it"), max_length=20, choices=Use.choices)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])

    title = models.CharField(_("in one sentence"), max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(_("what happens"), blank=True)
    suggestion = models.TextField(_("what the association suggests"), blank=True)
    place = models.CharField(_("place, in words"), max_length=PLACE_LENGTH, blank=True)
    since = models.CharField(_("since when"), max_length=20, choices=Since.choices, blank=True)
    times = ArrayField(models.CharField(max_length=20, choices=TimeOfDay.choices), default=list, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, blank=True, verbose_name=_("areas"))

    sealed = models.BinaryField(default=b"", blank=True)
    sealed_with = models.CharField(max_length=40, blank=True)

    state = models.CharField(
        _("state"), max_length=20, choices=ConcernState.choices, default=ConcernState.SUBMITTED, editable=False
    )
    due_at = models.DateTimeField(
        _("promised for"), null=True, blank=True, help_text=_("Empty when no answer from the cell is due.")
    )
    is_urgent = models.BooleanField(
        _("may be an emergency"),
        default=False,
        db_default=False,
        help_text=_("By its words when it arrived, or by a person’s decision."),
    )
    urgency_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    urgency_decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(
        _("answered to the association"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The first private answer, which is not published."),
    )
    answered_in_public_at = models.DateTimeField(
        _("answered in public"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The first published answer. Of a confidential submission always empty."),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_parts"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("assigned to"),
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of hate or spam that a moderator hid, also while that is contested."),
    )
    folded = folded_column(plain=["title", "reference"])

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="concern_newest"),
            models.Index(fields=["association", "-received_at", "-id"], name="concern_of_association"),
            models.Index(fields=["due_at", "id"], name="concern_promise", condition=models.Q(due_at__isnull=False)),
            models.Index(
                fields=["-is_urgent", "due_at", "id"], name="concern_queue", condition=models.Q(due_at__isnull=False)
            ),
            models.Index(fields=["state", "-received_at", "-id"], name="concern_in_state"),
            models.Index(
                fields=["state", "-is_urgent", "due_at", "id"],
                name="concern_queue_in_state",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["assignee", "-is_urgent", "due_at", "id"],
                name="concern_queue_of_assignee",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["-is_urgent", "due_at", "id"],
                name="concern_queue_of_nobody",
                condition=models.Q(due_at__isnull=False, assignee__isnull=True),
            ),
            models.Index(
                fields=["-received_at", "-id"], name="concern_hidden", condition=models.Q(hidden_at__isnull=False)
            ),
            folded_index(name="concern_folded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(use="cell_only")
                    & ~models.Q(sealed=b"")
                    & ~models.Q(sealed_with="")
                    & models.Q(title="", text="", suggestion="", place="", since="", times=[])
                )
                | (
                    ~models.Q(use="cell_only")
                    & models.Q(sealed=b"", sealed_with="")
                    & ~models.Q(title="")
                    & ~models.Q(text="")
                ),
                name="concern_is_sealed_or_readable",
            ),
            possible_moments("received_at", "due_at", name="concern_times_are_possible"),
            possible_moments("answered_at", "answered_in_public_at", name="concern_answered_at_possible_times"),
            models.CheckConstraint(
                condition=~models.Q(use="cell_only") | models.Q(answered_in_public_at=None),
                name="confidential_concern_not_answered_in_public",
            ),
            models.CheckConstraint(
                # A contested merge is under review, and stands until it is decided anew.
                condition=models.Q(merged_into=None) & ~models.Q(state=ConcernState.MERGED)
                | models.Q(
                    merged_into__isnull=False,
                    state__in=[ConcernState.MERGED, ConcernState.UNDER_REVIEW, ConcernState.AWAITING],
                ),
                name="merged_concern_names_the_other_one",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="concern_not_merged_into_itself",
                violation_error_message=_("A submission cannot be merged with itself."),
            ),
            models.CheckConstraint(
                # Contested: under review or asked about, until it is decided anew.
                condition=models.Q(hidden_at=None)
                | models.Q(state__in=["declined", "under_review", "awaiting", "withdrawn"]),
                name="hidden_concern_is_declined",
            ),
            models.CheckConstraint(
                condition=models.Q(urgency_decided_by=None, urgency_decided_at=None)
                | models.Q(urgency_decided_by__isnull=False, urgency_decided_at__isnull=False),
                name="concern_urgency_decided_by_and_at",
            ),
            # Who released it, and when, stays.
            models.CheckConstraint(
                condition=models.Q(assignee=None, assigned_by=None, assigned_at=None)
                | models.Q(assigned_by__isnull=False, assigned_at__isnull=False),
                name="concern_assigned_by_and_at",
            ),
        ]
        triggers = [
            CONCERN.trigger(),
            pgtrigger.ReadOnly(name="concern_as_received", fields=[*AS_RECEIVED, "submission", "received_at"]),
            pgtrigger.Protect(name="concerns_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_confidential(self) -> bool:
        return self.use == self.Use.CELL_ONLY

    @property
    def is_covered(self) -> bool:
        """Read only on purpose, and each reading is recorded: confidential, or hidden."""
        return self.is_confidential or self.hidden_at is not None

    @property
    def content(self) -> Content:
        """The content; raises ``LookupError`` for a confidential concern, which only :func:`proposals.concerns.sealed_concern.read` opens."""
        if self.is_confidential:
            raise LookupError("sealed")
        return Content(
            title=self.title,
            text=self.text,
            suggestion=self.suggestion,
            place=self.place,
            since=self.since,
            times=tuple(self.times),
            themes=tuple(theme.key for theme in self.themes.all()),
            areas=tuple(area.key for area in self.areas.all()),
        )


@pghistory.track(obj_field=None)
class ConcernTheme(Concern.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ConcernArea(Concern.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class ConcernStep(models.Model):
    """A dated step with the sentence for the association. Append-only.

    ``move``: of :data:`proposals.states.CONCERN`, or one that keeps the state: ``submit``, ``write`` (a letter of the cell), ``add`` (a letter
    of the association), ``uphold`` (the answer to a contest, back to the former decision), ``joined`` and ``parted`` (another concern was
    merged with this one, or is not any more), ``followed`` (the one with which this one is merged was decided).
    """

    class Reason(models.TextChoices):
        """Reasons for declining, then those for hiding. "Not our responsibility" is not among them: that is a referral to a named body."""

        NOT_CLEAR = "not_clear", _("not clear enough, and the question stayed without an answer")
        PERSONAL_CASE = (
            "personal_case",
            _("the case of one person, which needs a complaint to the police or to the public prosecutor"),
        )
        NAMES_PEOPLE = "names_people", _("accuses or insults people who can be recognised")
        OUTSIDE_SECURITY = "outside_security", _("not about security, and no public body is in charge of it")
        SENT_TWICE = "sent_twice", _("sent before by the same association")
        NOT_SERIOUS = "not_serious", _("a test or an empty message")
        HATE = "hate", _("hatred, or incitement against people because of who they are")
        THREAT = "threat", _("threats or insults")
        OBSCENE = "obscene", _("obscene words or pictures")
        SPAM = "spam", _("advertising, or the same text again and again")

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=ConcernState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_from_cell = models.BooleanField()
    sentence = models.TextField(_("sentence for the association"), blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    body = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competent body")
    )
    helpline = models.ForeignKey(
        Helpline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("helpline")
    )
    unit = models.ForeignKey(
        PoliceUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("police unit")
    )
    sealed = models.BinaryField(default=b"", blank=True)
    sealed_with = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(move__in=["decline", "hide"]) | ~models.Q(reason=""),
                name="declined_with_a_reason",
                violation_error_message=_("Choose the reason."),
            ),
            models.CheckConstraint(
                condition=~models.Q(move="refer")
                | models.Q(body__isnull=False)
                | models.Q(helpline__isnull=False)
                | models.Q(unit__isnull=False),
                name="referred_to_a_named_body",
                violation_error_message=_("Name the competent body."),
            ),
            models.CheckConstraint(
                condition=~models.Q(is_from_cell=True)
                | models.Q(move__in=["submit", "begin"])
                | ~models.Q(sentence=""),
                name="step_of_the_cell_says_why",
                violation_error_message=_("Write a sentence for the association."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="concern_steps_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]

    HIDING = (Reason.HATE, Reason.THREAT, Reason.OBSCENE, Reason.SPAM)
    DECLINE_CHOICES = [choice for choice in Reason.choices if choice[0] not in ("hate", "threat", "obscene", "spam")]
    HIDE_CHOICES = [(reason.value, reason.label) for reason in HIDING]

    @property
    def referred_to(self) -> Texts | None:
        """The name of the body, helpline or police unit to which the concern was referred."""
        named = self.body or self.helpline or self.unit
        return named.name if named else None


class ConcernNote(models.Model):
    """A note of the cell about a concern, for colleagues. Never published, in no mail, never changed; sealed if the concern is confidential."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("internal note"), max_length=5000, blank=True)
    sealed = models.BinaryField(default=b"", blank=True)
    sealed_with = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(sealed=b"", sealed_with="") & ~models.Q(text=""))
                | (~models.Q(sealed=b"") & ~models.Q(sealed_with="") & models.Q(text="")),
                name="concern_note_is_sealed_or_readable",
            ),
            possible_moments("at", name="concern_note_at_a_possible_time"),
        ]
        triggers = [pgtrigger.Protect(name="concern_notes_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]


class Opening(models.Model):
    """The record that a member of the cell opened the text of a confidential or hidden concern, a sealed sentence or a file. Written before it
    is shown."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="openings")
    file = models.ForeignKey("proposals.ConcernFile", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.ForeignKey(ConcernStep, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="openings_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]


class ConcernFile(models.Model):
    """A photo or document of a concern; sealed if the concern is confidential."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="files")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    sealed_name = models.BinaryField(default=b"", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        triggers = [pgtrigger.Protect(name="concern_files_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
