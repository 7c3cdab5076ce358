"""Files from outside: examined, made harmless, stored apart, and served so that no browser runs them."""

from core.errors import DomainError


class Refused(DomainError):
    """The file is not taken, or not handed out; the message stands beside the field."""


class NotYet(DomainError):
    """The virus scanner has not said that the file is clean."""
