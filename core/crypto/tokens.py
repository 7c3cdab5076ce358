"""Links that open something: 128 bits, derived from a row's nonce and the server's secret, so that neither the row nor a backup opens anything."""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

# No letter that is read for another at a door: 0 and O, 1, I and L are out.
_SPOKEN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_nonce() -> str:
    return secrets.token_hex(16)


def token_of(nonce: str, *, salt: str) -> str:
    """The token that ``nonce`` stands for, 22 characters of an address."""
    digest = salted_hmac(salt, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hashed(token: str) -> str:
    """What a row keeps to find itself by its token."""
    return hashlib.sha256(token.encode()).hexdigest()


def spoken_code(length: int = 8) -> str:
    """A short code that can be read out aloud; it is no secret key to anything."""
    return "".join(secrets.choice(_SPOKEN) for _ in range(length))
