"""Encryption and keyed hashes of short texts with keys derived from ``SECRET_KEY``, so that a stolen database dump shows none of them.

For texts that the portal itself must read again. What only the cell may read is sealed (:mod:`core.crypto.sealing`). Each purpose has a
key of its own. Keys in ``SECRET_KEY_FALLBACKS`` still open and find what was stored under them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox


class Unreadable(Exception):
    """Damaged, not encrypted, or encrypted with an unknown key."""


def lock(text: str, *, purpose: str) -> str:
    return base64.b64encode(_box(settings.SECRET_KEY, purpose).encrypt(text.encode())).decode()


def unlock(stored: str, *, purpose: str) -> str:
    """Decrypt; raises :class:`Unreadable`."""
    try:
        locked = base64.b64decode(stored, validate=True)
    except binascii.Error:
        raise Unreadable from None
    for key in _keys():
        try:
            return _box(key, purpose).decrypt(locked).decode()
        except (CryptoError, ValueError):
            continue
    raise Unreadable


def marks(text: str, *, purpose: str) -> list[str]:
    """Keyed hashes of ``text``, 64 hexadecimal digits each: with the current key first, then with earlier ones. Only the server can make them."""
    return [salted_hmac(purpose, text, secret=key, algorithm="sha256").hexdigest() for key in _keys()]


def _keys() -> Iterable[str]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _box(secret_key: str, purpose: str) -> SecretBox:
    return SecretBox(salted_hmac(purpose, "key", secret=secret_key, algorithm="sha256").digest())
