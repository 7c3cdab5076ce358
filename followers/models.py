"""Who follows what by e-mail. Nothing about a person is stored but the address, encrypted, and it goes away with the last row.

No table here has a history (pghistory): an address that left would stay in it. Why, and how an address is kept: ADR 29.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.crypto import server_key
from core.text.texts import LANGUAGES
from followers.querysets import FollowerQuerySet
from publications.models import Document

ADDRESS = "followers.address"


class Kind(models.TextChoices):
    """What can be followed."""

    DEMAND = "demand", _("demand")
    THEME = "theme", _("theme")
    AREA = "area", _("area")
    UNIT = "unit", _("police unit")
    EVERYTHING = "everything", _("everything")


class Period(models.TextChoices):
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week, on Monday")


def of_one_subject(name: str) -> models.CheckConstraint:
    """Everything has no key; each other subject has one."""
    everything = models.Q(kind=Kind.EVERYTHING)
    return models.CheckConstraint(
        condition=models.Q(everything, key="") | ~everything & models.Q(kind__in=Kind.values) & ~models.Q(key=""),
        name=name,
    )


class Subject(models.Model):
    """``key``: of a document or of an entry of a list; empty for everything."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class Addressed(models.Model):
    """``mark``: a keyed hash, by which an address is found; ``locked_address`` is encrypted. Both with keys of the server."""

    mark = models.CharField(max_length=64)
    locked_address = models.TextField()
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES])
    period = models.CharField(_("how often"), max_length=6, choices=Period.choices)
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """Raises :class:`~core.crypto.server_key.Unreadable` where the key of the server was lost."""
        return server_key.unlock(self.locked_address, purpose=ADDRESS)


class FollowRequest(Addressed, Subject):
    """Somebody typed this address into the form; nothing is sent but one mail with a link until the owner confirms. Deleted after some days."""

    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mark", "kind", "key"], name="followrequest_once"),
            of_one_subject("followrequest_of_one_subject"),
        ]
        indexes = [models.Index(fields=["asked_at"], name="followrequest_age")]


class Follower(Addressed):
    """A confirmed address.

    ``told_until``: sequence of the newest edition that the last digest could contain. ``next_on``: the first day of the next digest.
    """

    told_until = models.BigIntegerField()
    next_on = models.DateField()

    objects = FollowerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark"], name="follower_once")]
        indexes = [models.Index(fields=["next_on", "id"], name="follower_due")]


class Follow(Subject):
    """``after``: sequence of the newest edition when it began; only newer editions are told."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="follows")
    after = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "kind", "key"], name="follow_once"),
            of_one_subject("follow_of_one_subject"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="follow_subject")]


class Change(Subject):
    """The newest edition of a document, under each subject that it belongs to: what has changed is found by index, without reading documents."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    sequence = models.BigIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "key"], name="change_once"),
            of_one_subject("change_of_one_subject"),
        ]
        indexes = [
            models.Index(fields=["kind", "key", "-sequence"], name="change_subject"),
            models.Index(fields=["published_at"], name="change_age"),
        ]


class ChangesRead(models.Model):
    """One row: the sequence of the newest edition that :class:`Change` knows of."""

    sequence = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="changesread_is_one")]
