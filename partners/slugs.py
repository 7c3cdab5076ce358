"""The slug of an association. Migrations name this module."""

from core.crypto.tokens import new_key

__all__ = ["new_key"]
