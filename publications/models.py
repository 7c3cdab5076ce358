"""The square: published documents and their immutable editions, as JSON, independent of the domain apps."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from core.text.texts import Texts
from publications import facet_counts
from publications.querysets import DocumentQuerySet
from publications.schemas import SCHEMAS, Document as Body


@lru_cache(maxsize=256)
def parsed(canonical: str) -> Body:
    """The document of a canonical text. Cached: callers share the object and must not change it."""
    envelope = json.loads(canonical)
    return SCHEMAS[envelope["kind"]].model_validate(envelope["body"])


class Document(models.Model):
    """A published thing under one public address; ``live`` is the edition that readers get.

    The other columns are copied from the live edition, so that lists can use indexes.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    live = models.OneToOneField(
        "publications.Edition", on_delete=models.PROTECT, null=True, related_name="live_of", editable=False
    )
    is_listed = models.BooleanField(default=False)
    closed_until = models.PositiveIntegerField(
        default=0, help_text=_("Editions up to this number are no longer served: something in them was withdrawn.")
    )
    listed_on = models.DateField()
    state = models.CharField(max_length=20, blank=True)
    themes = ArrayField(models.CharField(max_length=60), default=list)
    areas = ArrayField(models.CharField(max_length=60), default=list)
    shown_demands = ArrayField(
        models.CharField(max_length=80),
        default=list,
        db_default=[],
        help_text=_("Keys of the demands whose words the document shows."),
    )
    is_demonstration = models.BooleanField(default=False, db_default=False)
    facets = ArrayField(
        models.CharField(max_length=100),
        default=list,
        db_default=[],
        help_text=_(
            "Labels under which the document is found and counted (publications/facets.py). None while it is not listed."
        ),
    )
    waits_since = models.DateField(
        null=True, help_text=_("Of a demand without an answer: the day until which the first one was promised.")
    )
    words = SearchVectorField(default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="document_one_per_key"),
        ]
        indexes = [
            models.Index(
                fields=["kind", "-listed_on", "-id"], name="document_listed", condition=models.Q(is_listed=True)
            ),
            models.Index(
                fields=["kind", "state", "-listed_on", "-id"],
                name="document_by_state",
                condition=models.Q(is_listed=True),
            ),
            GinIndex(fields=["themes"], name="document_themes"),
            GinIndex(fields=["areas"], name="document_areas"),
            GinIndex(fields=["shown_demands"], name="document_shown_demands"),
            GinIndex(fields=["words"], name="document_words"),
            GinIndex(fields=["facets"], name="document_facets"),
            models.Index(
                fields=["waits_since", "id"],
                name="document_waits",
                condition=models.Q(is_listed=True, waits_since__isnull=False),
            ),
        ]
        triggers = facet_counts.triggers()

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class FacetCount(models.Model):
    """How many documents of ``kind`` have ``facet``. Kept by triggers of :class:`Document` (:mod:`publications.facet_counts`)."""

    kind = models.CharField(max_length=20)
    # By bytes, so that days can be compared as texts.
    facet = models.CharField(max_length=100, db_collation="C")
    documents = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "facet"], name="facet_count_once")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.facet}"


class Edition(models.Model):
    """One published version. Immutable, and chained by hash to the previous edition of the whole store."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    sequence = models.BigIntegerField(unique=True)
    published_at = models.DateTimeField()
    is_tombstone = models.BooleanField(default=False)
    canonical = models.TextField(help_text=_("The exact published JSON: what was hashed and what is downloaded."))
    sha256 = models.CharField(max_length=64, unique=True)
    previous_sha256 = models.CharField(max_length=64, blank=True)

    pdf_size: int | None
    """In bytes, only where ``square.live`` read it."""

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_one_per_number"),
            models.CheckConstraint(
                condition=models.Q(sequence=1, previous_sha256="")
                | (models.Q(sequence__gt=1) & ~models.Q(previous_sha256="")),
                name="edition_is_chained",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="editions_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} #{self.number}"

    @cached_property
    def envelope(self) -> dict[str, Any]:
        return json.loads(self.canonical)

    @property
    def body(self) -> Body:
        """The document as an instance of its schema; ``None`` for a tombstone."""
        return parsed(self.canonical)

    @property
    def note(self) -> Texts | None:
        """The public reason why this edition replaces the previous one."""
        return Texts(**self.envelope["note"]) if self.envelope["note"] else None


class Approval(models.Model):
    """The authors and the approver of an edition. The public role cannot read this table.

    Ids of users, not foreign keys: this app may not import the user model. ``is_installed``: the text comes with the portal
    (the lists in ``reference/data``) or is a day on which the portal itself did something; it has no author and needs no approver.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="approval")
    author_ids = ArrayField(models.BigIntegerField())
    approver_id = models.BigIntegerField(null=True)
    is_installed = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=IsNull(
                    Func("author_ids", "approver_id", function="array_position", output_field=models.IntegerField()),
                    True,
                ),
                name="approved_by_a_second_person",
                violation_error_message=_("The author of a text cannot approve it."),
            ),
            models.CheckConstraint(
                condition=models.Q(author_ids=[], is_installed=True)
                | ~models.Q(author_ids=[]) & models.Q(is_installed=False, approver_id__isnull=False),
                name="approval_names_an_author",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="approvals_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class AnsweredFinding(models.Model):
    """Somebody decided that words in which the gate found something stay in a text (ADR 42). The public role cannot read this table.

    ``kind`` and ``key``: of the document that was drafted, or of the concern that was sent. ``mark``: a keyed hash of the kind of the
    finding, the field and the words (:mod:`publications.findings`); the words themselves are not kept here. The newest answer counts.
    ``by_id``: of a user, not a foreign key: this app may not import the user model.
    """

    class Reason(models.TextChoices):
        OFFICIAL = "official", _("An official who acted in public")
        BODY = "body", _("The name of the body or place itself")
        CONSENT = "consent", _("The person agreed, and this is recorded")
        PUBLIC = "public", _("Everybody can read it already")
        NEEDED = "needed", _("It is needed, and nobody can be recognised or harmed")
        MISTAKEN = "mistaken", _("It is not what it looks like")
        OTHER = "other", _("Another reason")

    NEEDS_SENTENCE = (Reason.CONSENT, Reason.NEEDED, Reason.OTHER)

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    mark = models.CharField(max_length=64)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    sentence = models.CharField(max_length=300, blank=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "mark"], name="answered_finding")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sentence="") | ~models.Q(reason__in=["consent", "needed", "other"]),
                name="answered_finding_says_why",
                violation_error_message=_("Say why in a sentence."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="answers_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}: {self.reason}"


class Rendering(models.Model):
    """A file made from an edition, such as its PDF. It can be deleted and made again."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(max_length=2)
    media_type = models.CharField(max_length=60)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "media_type"], name="rendering_once"),
        ]


class PrerenderedParts(models.Model):
    """Parts of the page of a live edition, written by a worker, so that no reader waits for templates (ADR 38).

    They can be deleted and made again. ``parts``: JSON, the HTML by the key of the part. ``release``: of the code and templates that wrote
    them (:mod:`core.web.release`); a process of another release does not read them.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="prerendered_parts")
    language = models.CharField(max_length=2)
    release = models.CharField(max_length=64)
    parts = models.TextField()

    class Meta:
        db_table = "publications_keptparts"
        constraints = [
            models.UniqueConstraint(fields=["edition", "language"], name="kept_parts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
