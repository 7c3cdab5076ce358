"""Encryption of texts and files: *sealed* with the cell's public key, or *locked* with a symmetric key that one browser holds.

Sealing needs only the cell's public key, which every process has. Opening needs a private key, which only staff processes have.
"""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import NamedTuple

import structlog
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from core.crypto import keypairs
from core.errors import DomainError

BLOCK = 1024
log = structlog.get_logger(__name__)
BROWSER_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


class Sealed(NamedTuple):
    """``key``: fingerprint of the public key; the private key of the same pair opens ``content``."""

    content: bytes
    key: str


class _Keys(NamedTuple):
    """The private keys that this process could read, and the names of the key files that hold no valid key."""

    readable: list[PrivateKey]
    unreadable: list[str]


class CannotOpen(DomainError):
    """This process does not have the private key, or the sealed content is damaged."""

    def __init__(
        self, message: str | Promise = _("This server does not hold the key that opens what was sealed.")
    ) -> None:
        super().__init__(message)


class CannotSeal(DomainError):
    """The cell's public key is missing or damaged on this server. Nothing is stored, so that nothing is stored unencrypted."""

    def __init__(
        self,
        message: str | Promise = _(
            "This text cannot be sealed now, because the key of the cell cannot be read on this server. Nothing was sent. Try again later."
        ),
    ) -> None:
        super().__init__(message)


class WrongKey(DomainError):
    """The content was locked with another browser's key, or it is damaged."""

    def __init__(self, message: str | Promise = _("This was written in another browser and opens only there.")) -> None:
        super().__init__(message)


def seal(content: bytes) -> Sealed:
    """Encrypt for the cell's current public key. Padded to whole KiB, so that the length reveals little.

    Raises :class:`CannotSeal` where the key cannot be read.
    """
    try:
        key = keypairs.public_key(Path(settings.CELL_PUBLIC_KEY_FILE))
    except keypairs.NoKey as error:
        log.error("public_key_unreadable", reason=str(error))
        raise CannotSeal() from None
    return Sealed(SealedBox(key).encrypt(sodium_pad(content, BLOCK)), keypairs.fingerprint(key))


def open_sealed(content: bytes, key: str) -> bytes:
    """Decrypt what was sealed for the public key with fingerprint ``key``; raises :class:`CannotOpen` with the reason."""
    keys = _private_keys()
    for private in keys.readable:
        if keypairs.fingerprint(private.public_key) == key:
            return _opened(content, private)
    if keys.unreadable:
        raise CannotOpen(
            _("A key file of this server cannot be read. It may be the one that opens this: key %(key)s.")
            % {"key": key}
        )
    if keys.readable:
        raise CannotOpen(_("This server does not hold the key that opens this: key %(key)s.") % {"key": key})
    raise CannotOpen()


def can_open() -> bool:
    """Whether this process holds any private key, current or retired."""
    return bool(_private_keys().readable)


def new_browser_key() -> str:
    """32 random bytes as 43 characters that a cookie can hold."""
    return base64.urlsafe_b64encode(random(SecretBox.KEY_SIZE)).rstrip(b"=").decode()


def lock(content: bytes, browser_key: str) -> bytes:
    return SecretBox(_key_bytes(browser_key)).encrypt(content)


def unlock(content: bytes, browser_key: str) -> bytes:
    """Decrypt; raises :class:`WrongKey`, also when ``browser_key`` is not a key at all."""
    try:
        return SecretBox(_key_bytes(browser_key)).decrypt(content)
    except (CryptoError, ValueError):
        raise WrongKey() from None


def _opened(content: bytes, key: PrivateKey) -> bytes:
    try:
        return sodium_unpad(SealedBox(key).decrypt(content), BLOCK)
    except (CryptoError, ValueError):
        raise CannotOpen(_("What was sealed here is damaged and cannot be opened.")) from None


def _private_keys() -> _Keys:
    """A damaged key file does not prevent the others from being read."""
    found = _Keys([], [])
    if folder := settings.CELL_PRIVATE_KEYS:
        for path in sorted(Path(folder).glob("*" + keypairs.PRIVATE)):
            try:
                found.readable.append(keypairs.private_key(path))
            except keypairs.NoKey:
                log.error("private_key_unreadable", file=path.name)
                found.unreadable.append(path.name)
    return found


def _key_bytes(browser_key: str) -> bytes:
    if not BROWSER_KEY.fullmatch(browser_key):
        raise WrongKey()
    try:
        return base64.urlsafe_b64decode(browser_key + "=")
    except binascii.Error:
        raise WrongKey() from None
