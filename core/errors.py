"""Errors that a person can understand and act on."""

from __future__ import annotations

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the domain refuses; ``message`` is translated and can be shown."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(DomainError):
    """The person may not do this. The view answers 404 for what is not theirs, 403 where they know that it exists."""


class TooMuch(DomainError):
    """Refused because of how often or how much; later it is allowed again. What is there already stays."""


class EditedMeanwhile(DomainError):
    """Somebody else saved the text after it was opened; nothing was written."""
