"""Encryption of the secrets of authenticator apps and recovery codes, so that a stolen database dump contains no usable code.

With a key of the server (:mod:`core.crypto.server_key`). Keys in ``SECRET_KEY_FALLBACKS`` still decrypt older secrets.
"""

from __future__ import annotations

import structlog
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.crypto import server_key

SALT = "accounts.factor_secrets"


log = structlog.get_logger(__name__)


class Unreadable(ValidationError):
    """Damaged, not encrypted, or encrypted with an unknown key. A form shows the message next to the code."""

    def __init__(self) -> None:
        log.error("factor_secret_unreadable")
        super().__init__(_("Incorrect code."), code="incorrect_code")


def lock(secret: str) -> str:
    return server_key.lock(secret, purpose=SALT)


def unlock(stored: str) -> str:
    """Decrypt; raises :class:`Unreadable`."""
    try:
        return server_key.unlock(stored, purpose=SALT)
    except server_key.Unreadable:
        raise Unreadable from None
