"""Keys with which a person's devices encrypt local data of one meeting. Derived from the server's secret, never stored."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import User
from consultations.models import Meeting

SALT = "machoura.recorder"
SESSION_SALT = "machoura.recorder.session"


class Key(NamedTuple):
    """``id``: an identifier that does not reveal the key; ``key``: 32 bytes in base64url."""

    id: str
    key: str


def of(user: User, meeting: Meeting) -> list[Key]:
    """The current key first, then those of earlier secrets, for data that a device encrypted before the secret was changed."""
    secrets: Iterable[str] = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [_derived(f"{user.pk}.{meeting.pk}", secret) for secret in secrets]


def of_session(session_key: str) -> str:
    """32 bytes in base64url, with which a device encrypts the stored keys above. Each session has its own."""
    return _text(salted_hmac(SESSION_SALT, session_key, algorithm="sha256").digest())


def _derived(whose: str, secret: str) -> Key:
    key = salted_hmac(SALT, whose, secret=secret, algorithm="sha256").digest()
    name = hashlib.sha256(b"id" + key).hexdigest()[:8]
    return Key(name, _text(key))


def _text(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()
