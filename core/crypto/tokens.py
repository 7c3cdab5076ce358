"""Tokens in links that open something without a password, and short random names. One implementation for all of them.

A token is 128 bits, derived from a value of the row (its nonce) and the server's secret key. A row stores the nonce and the SHA-256
of the token, so that neither the row nor a backup opens anything. The purpose keeps a token of one kind of link from opening another one.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN_BYTES = 16
# Without vowels, so that a key does not form a word.
KEY_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
KEY_LENGTH = 8
Rows = TypeVar("Rows", bound="QuerySet[Any]")


class Issued(NamedTuple):
    """What a row stores of its link."""

    nonce: str
    token_hash: str


def issue(*, purpose: str) -> Issued:
    """A new link. The link that the row had before opens nothing any more."""
    nonce = secrets.token_hex(16)
    return Issued(nonce, hashed(token_of(nonce, purpose=purpose)))


def token_of(nonce: str, *, purpose: str) -> str:
    """The token that belongs to ``nonce``: 22 characters of an address."""
    digest = _digest(nonce, purpose)[:TOKEN_BYTES]
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def with_token(rows: Rows, token: str, *, column: str = "token_hash") -> Rows:
    """The row of ``rows`` that ``token`` opens, if there is one.

    The database compares SHA-256 hashes. How long the comparison takes tells nothing about a token, because nobody can choose the
    first characters of a hash.
    """
    return rows.filter(**{column: hashed(token)})


def code_of(value: str, *, purpose: str, digits: int) -> str:
    """A code of ``digits`` digits that somebody reads in a mail and types; derived like a token, stored nowhere."""
    return str(int.from_bytes(_digest(value, purpose), "big") % 10**digits).zfill(digits)


def is_same(given: str, expected: str) -> bool:
    """In constant time: the comparison of a short code must not tell how much of it was right."""
    return constant_time_compare(given, expected)


def random_name(alphabet: str, length: int) -> str:
    """A short random name. It is a name and no secret: whoever knows it may know it."""
    return "".join(secrets.choice(alphabet) for _ in range(length))


def new_key() -> str:
    """The name of a document in its address."""
    return random_name(KEY_ALPHABET, KEY_LENGTH)


def _digest(value: str, purpose: str) -> bytes:
    return salted_hmac(purpose, value, algorithm="sha256").digest()
