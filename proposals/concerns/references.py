"""Identifiers of a concern: the reference, for instance for the telephone, and the token of the follow-up link, which needs no account."""

from __future__ import annotations

import base64
import hashlib
import secrets
import uuid

from django.utils.crypto import salted_hmac

# Without I, L, O, U, 0 and 1, which are easily misread or misheard.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
TOKEN_BYTES = 16
SALT = "machoura.follow"


def new_reference(year: int) -> str:
    """For instance ``2026-K7Q4M2``: random, so that it does not reveal the number of concerns."""
    return f"{year}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def follow_token(submission: uuid.UUID, round_: int = 0) -> str:
    """128 bits, derived from the server's secret: it can be computed again for the receipt and is stored nowhere.

    ``round_``: the number of renewals of the link.
    """
    named = f"{submission.hex}:{round_}" if round_ else submission.hex
    digest = salted_hmac(SALT, named, algorithm="sha256").digest()[:TOKEN_BYTES]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def follow_hash(token: str) -> str:
    """SHA-256 of a token, in hex: what is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
