"""Secrets of authenticator apps and of recovery codes, locked before they are stored: a stolen dump of the database shows no code.

The key is derived from ``SECRET_KEY``. Earlier keys in ``SECRET_KEY_FALLBACKS`` still open what was locked with them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

SALT = "accounts.factor_secrets"


log = structlog.get_logger(__name__)


class Unreadable(ValidationError):
    """Damaged, not locked at all, or locked with a key that is neither ``SECRET_KEY`` nor among its fallbacks. A form shows it beside the code."""

    def __init__(self) -> None:
        log.error("factor_secret_unreadable")
        super().__init__(_("Incorrect code."), code="incorrect_code")


def lock(secret: str) -> str:
    return base64.b64encode(_box(settings.SECRET_KEY).encrypt(secret.encode())).decode()


def unlock(stored: str) -> str:
    """Raises :class:`Unreadable`."""
    try:
        locked = base64.b64decode(stored, validate=True)
    except binascii.Error:
        raise Unreadable from None
    keys: Iterable[str] = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    for key in keys:
        try:
            return _box(key).decrypt(locked).decode()
        except (CryptoError, ValueError):
            continue
    raise Unreadable


def _box(secret_key: str) -> SecretBox:
    return SecretBox(salted_hmac(SALT, "key", secret=secret_key, algorithm="sha256").digest())
