"""Errors whose message is shown to the user."""

from __future__ import annotations

from django.utils.functional import Promise


class DomainError(Exception):
    """A domain rule was violated; ``message`` is translated for the user."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(DomainError):
    """The user may not do this. The view answers 404 for objects that the user may not see, otherwise 403."""


class TooMuch(DomainError):
    """Refused because of how often or how much; later it is allowed again. What is there already stays."""


class EditedMeanwhile(DomainError):
    """Somebody else saved the row after this user opened it; nothing was written."""
