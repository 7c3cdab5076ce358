"""Uploaded files: examined, cleaned of active content, stored outside the web root, and served so that no browser executes them."""

from core.errors import DomainError


class Refused(DomainError):
    """The file is refused, on upload or on download; the message is shown next to the field."""


class NotYet(DomainError):
    """The virus scanner has not said that the file is clean."""
