"""Tokens in links: 128 bits derived from a row's nonce and the server's secret, so that neither the row nor a backup contains a usable token."""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

# Without characters that are easily confused: 0 and O, 1, I and L.
_SPOKEN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_nonce() -> str:
    return secrets.token_hex(16)


def token_of(nonce: str, *, salt: str) -> str:
    """The token for ``nonce``: 22 characters that are safe in a URL."""
    digest = salted_hmac(salt, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hashed(token: str) -> str:
    """The hash that is stored in the row, so that the row can be found by its token."""
    return hashlib.sha256(token.encode()).hexdigest()


def spoken_code(length: int = 8) -> str:
    """A short code that a person can read aloud. It is not a secret."""
    return "".join(secrets.choice(_SPOKEN) for _ in range(length))
