"""Users sign in by e-mail. What a member of staff may do follows from the functions held on that day."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core import addresses
from core.dates import possible_days
from core.texts import LANGUAGES
from reference.models import PoliceUnit


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> User:
        """Raises :class:`~django.core.exceptions.ValidationError` for what is no address."""
        user = self.model(email=addresses.canonical(email), **values)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """Exactly one row or none, because the canonical form is unique; Django's own look-up with ``iexact`` could find two."""
        return self.get(email=addresses.canonical_or_none(email or ""))


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """``name`` is internal: officials appear in public by function. ``is_superuser`` stays False; nothing asks for it."""

    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address already has an account.")}
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="ar")
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(condition=models.Q(email__regex=addresses.WHOLE), name="user_email_is_canonical"),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"

    @cached_property
    def functions(self) -> frozenset[str]:
        """Staff functions held today. One query per user object, that is per request."""
        if not self.is_active:
            return frozenset()
        return frozenset(self.held_functions.on(timezone.localdate()).values_list("function", flat=True))

    @property
    def is_cell_staff(self) -> bool:
        return bool(self.functions)


class HeldFunctionQuerySet(models.QuerySet["HeldFunction"]):
    def on(self, day: Any) -> HeldFunctionQuerySet:
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)


@pghistory.track()
class HeldFunction(models.Model):
    """A function in the cell, held by a person for a time."""

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
    def note(self, request: HttpRequest) -> Refusal:
        """Who tried which step; the address is left out, it can hold a token."""
        match = request.resolver_match
        return self.create(user=request.user, view=match.view_name if match else "", method=request.method)


class Refusal(models.Model):
    """Somebody tried to change something without the right to. Written at once, never changed."""

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
