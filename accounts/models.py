"""Users sign in by e-mail. The rights of staff follow from the functions that they hold on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import pghistory
import pgtrigger
import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.date_limits import possible_days
from core.db.functions import folded_column, folded_index
from core.text import addresses
from core.text.texts import LANGUAGES
from reference.models import PoliceUnit

# The types of allauth's authenticators that count as a second factor.
FACTORS: Final = ("totp", "webauthn")
MOST_REFUSALS_AN_HOUR: Final = 30
COUNT_REFUSAL: Final = """
    INSERT INTO accounts_refusalcount ("user_id", hour, number) VALUES (%s, %s, 1)
    ON CONFLICT ("user_id", hour) DO UPDATE SET number = accounts_refusalcount.number + 1
    RETURNING number
"""
# In SQL, because it is asked in every request of somebody who is signed in: Django would take longer to write it than PostgreSQL to answer.
STANDING: Final = """
    SELECT ARRAY(
        SELECT function FROM accounts_heldfunction
        WHERE "user_id" = %(user)s AND since <= %(day)s AND (until IS NULL OR until >= %(day)s)
    ), EXISTS (SELECT FROM mfa_authenticator WHERE "user_id" = %(user)s AND type = ANY(%(factors)s))
"""


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> User:
        """Raises :class:`~django.core.exceptions.ValidationError` for an invalid address."""
        user = self.model(email=addresses.canonical(email), **values)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """By the canonical form, which is unique; Django's own look-up with ``iexact`` could find two rows."""
        return self.get(email=addresses.canonical_or_none(email or ""))


@pghistory.track(exclude=["password", "last_login", "session_number", "folded"])
class User(AbstractBaseUser, PermissionsMixin):
    """``name`` is internal: public pages name officials by function. ``is_superuser`` is unused and always False."""

    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address already has an account.")}
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="ar")
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Part of the session auth hash: incrementing it ends all sessions of the account.
    session_number = models.PositiveIntegerField(default=0, db_default=0)
    folded = folded_column(plain=["name", "email"])

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        indexes = [folded_index(name="user_folded")]
        constraints = [
            models.CheckConstraint(condition=models.Q(email__regex=addresses.WHOLE), name="user_email_is_canonical"),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"

    @cached_property
    def _standing(self) -> tuple[frozenset[str], bool]:
        """Functions held today, and whether the account has a second factor. One query per user object, so one per request."""
        with connection.cursor() as cursor:
            cursor.execute(STANDING, {"user": self.pk, "day": timezone.localdate(), "factors": list(FACTORS)})
            functions, has_factor = cursor.fetchone()
        return frozenset(functions if self.is_active else []), has_factor

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As the rules say. Nobody holds a permission of Django's, for which its backend would ask the database twice for each page."""
        return rules.has_perm(perm, self, obj)

    @property
    def functions(self) -> frozenset[str]:
        """Staff functions held today."""
        return self._standing[0]

    @property
    def is_cell_staff(self) -> bool:
        return bool(self.functions)

    @property
    def has_second_factor(self) -> bool:
        """An authenticator app or a security key; recovery codes alone don't count."""
        return self._standing[1]

    def get_session_auth_hash(self) -> str:
        return f"{super().get_session_auth_hash()}:{self.session_number}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for earlier in super().get_session_auth_fallback_hash():
            yield f"{earlier}:{self.session_number}"


class HeldFunctionQuerySet(models.QuerySet["HeldFunction"]):
    def on(self, day: Any) -> HeldFunctionQuerySet:
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)

    def lasting(self) -> HeldFunctionQuerySet:
        """Functions without a last day."""
        return self.filter(until=None)


@pghistory.track()
class HeldFunction(models.Model):
    """A function in the cell that a person holds for a period."""

    class Function(models.TextChoices):
        RECORDER = "recorder", _("recorder")
        MODERATOR = "moderator", _("moderator")
        EDITOR = "editor", _("editor")
        HEAD = "head", _("head of the cell")
        LIAISON = "liaison", _("liaison officer")
        ADMINISTRATOR = "administrator", _("administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="held_functions")
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    unit = models.ForeignKey(PoliceUnit, models.PROTECT, null=True, blank=True, verbose_name=_("police unit"))
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = HeldFunctionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "function"], condition=models.Q(until=None), name="function_held_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="function_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            possible_days("since", "until", name="function_days_are_possible"),
        ]


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def note(self, request: HttpRequest) -> Refusal | None:
        """Record the user, view and method; not the path, which may contain a token.

        After :data:`MOST_REFUSALS_AN_HOUR` rows of one account in one hour, further refusals are only counted, to limit the table.
        """
        if RefusalCount.count(request.user) > MOST_REFUSALS_AN_HOUR:
            return None
        match = request.resolver_match
        return self.create(user=request.user, view=match.view_name if match else "", method=request.method)


class Refusal(models.Model):
    """An attempt to change something without permission. Append-only."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    view = models.CharField(max_length=120)
    method = models.CharField(max_length=10)
    at = models.DateTimeField(auto_now_add=True)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [
            pgtrigger.Protect(name="refusals_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class RefusalCount(models.Model):
    """The number of refusals of one account in one hour, including those without a :class:`Refusal` row."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    hour = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "hour"], name="refusal_count_once_an_hour"),
        ]

    @classmethod
    def count(cls, user: Any) -> int:
        """Increment and return the count of this hour, in one statement, so that simultaneous requests are counted correctly."""
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        with connection.cursor() as cursor:
            cursor.execute(COUNT_REFUSAL, [user.pk, hour])
            return int(cursor.fetchone()[0])


class FactorResetQuerySet(models.QuerySet["FactorReset"]):
    def open(self) -> FactorResetQuerySet:
        """Requests that are neither approved, withdrawn nor older than :attr:`FactorReset.VALID_FOR`."""
        return self.filter(approved_at=None, withdrawn_at=None)


@pghistory.track()
class FactorReset(models.Model):
    """The reset of a lost second factor: one administrator requests it, another one approves it (ADR 18)."""

    VALID_FOR = dt.timedelta(days=7)

    user = models.ForeignKey(User, models.PROTECT, related_name="factor_resets")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(approved_at=None, withdrawn_at=None),
                name="factor_reset_one_open",
                violation_error_message=_("A reset has been asked for already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("asked_by"))
                & ~models.Q(approved_by=models.F("user"))
                & ~models.Q(asked_by=models.F("user")),
                name="factor_reset_by_two_others",
                violation_error_message=_("Another administrator approves it."),
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None, approved_at=None)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="factor_reset_approved_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_by=None, withdrawn_at=None)
                | models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="factor_reset_withdrawn_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | models.Q(withdrawn_at=None), name="factor_reset_ends_once"
            ),
        ]
