"""Key pairs of the cell as files. Imports no Django: the embedded services create a pair before settings exist."""

from __future__ import annotations

import binascii
import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from nacl.encoding import Base64Encoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey

PRIVATE, PUBLIC = ".key", ".public"
LONGEST_FILE = 200


class Pair(NamedTuple):
    """Two files, each with 32 bytes as base64 text."""

    private: Path
    public: Path


class NoKey(Exception):
    """The file cannot be read or holds no key. The message says which of the two; it is for the administrator."""


def fingerprint(key: PublicKey) -> str:
    """Sixteen hexadecimal digits that tell key pairs apart."""
    return hashlib.sha256(bytes(key)).hexdigest()[:16]


def public_key(path: Path) -> PublicKey:
    return PublicKey(_read(path), encoder=Base64Encoder)


def private_key(path: Path) -> PrivateKey:
    return PrivateKey(_read(path), encoder=Base64Encoder)


def new_pair(folder: Path, name: str = "") -> Pair:
    """Make a pair in ``folder``, by default named after its fingerprint. Raises ``FileExistsError`` rather than overwrite."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = PrivateKey.generate()
    name = name or fingerprint(key.public_key)
    pair = Pair(folder / (name + PRIVATE), folder / (name + PUBLIC))
    _write(pair.private, key.encode(Base64Encoder), 0o600)
    _write(pair.public, key.public_key.encode(Base64Encoder), 0o644)
    return pair


def only_pair(folder: Path, name: str = "cell") -> Pair:
    """The pair in ``folder``, created at the first call. Processes that start at the same time all get the same pair."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix="keys-", dir=folder.parent))
        new_pair(unfinished, name)
        with suppress(OSError):  # another process created it first: ``rename`` does not replace a folder that has files
            unfinished.rename(folder)
        shutil.rmtree(unfinished, ignore_errors=True)
    return Pair(folder / (name + PRIVATE), folder / (name + PUBLIC))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            text = stream.read(LONGEST_FILE).strip()
        PublicKey(text, encoder=Base64Encoder)  # private and public keys have the same length
    except OSError as error:
        raise NoKey(f"{path} cannot be read: {error.strerror}.") from None
    except (CryptoError, binascii.Error, TypeError, ValueError):
        raise NoKey(f"{path} does not hold a key: 32 bytes as base64 text.") from None
    return text


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(content + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
