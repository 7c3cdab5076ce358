"""Encryption of the secrets of authenticator apps and recovery codes, so that a stolen database dump contains no usable code.

The key is derived from ``SECRET_KEY``. Keys in ``SECRET_KEY_FALLBACKS`` still decrypt older secrets.
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
    """Damaged, not encrypted, or encrypted with an unknown key. A form shows the message next to the code."""

    def __init__(self) -> None:
        log.error("factor_secret_unreadable")
        super().__init__(_("Incorrect code."), code="incorrect_code")


def lock(secret: str) -> str:
    return base64.b64encode(_box(settings.SECRET_KEY).encrypt(secret.encode())).decode()


def unlock(stored: str) -> str:
    """Decrypt; raises :class:`Unreadable`."""
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
