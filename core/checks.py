"""Settings that would lose or give away something are refused before the portal starts."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from core import keypairs

OTHERS = 0o077


@register
def cell_keys(**_asked: Any) -> list[CheckMessage]:
    """The public key is there, and private keys are readable by their owner only."""
    return [*_public_key(), *_private_keys()]


@register
def scanner_address(**_asked: Any) -> Sequence[CheckMessage]:
    if not settings.CLAMD_URL:
        return []
    address = urlsplit(settings.CLAMD_URL)
    is_whole = {"unix": address.path, "tcp": address.hostname and address.port}.get(address.scheme)
    return [] if is_whole else [Error("CLAMD_URL must be tcp://host:port or unix:///path.", id="core.E003")]


@register(Tags.security, deploy=True)
def scanner_is_set_up(**_asked: Any) -> Sequence[CheckMessage]:
    """Without one, whatever somebody sends is handed out as it is. ``UNSCANNED_FILES_ACCEPTED`` says that this was decided."""
    if settings.CLAMD_URL or settings.UNSCANNED_FILES_ACCEPTED:
        return []
    hint = "Set CLAMD_URL. If there can be none, set FILE_CONVERTER and UNSCANNED_FILES_ACCEPTED=1 (docs/running.md)."
    return [Warning("No virus scanner: files are handed out unscanned.", hint=hint, id="core.W001")]


@register
def converter_command(**_asked: Any) -> Sequence[CheckMessage]:
    command = shlex.split(settings.FILE_CONVERTER)
    if not command or shutil.which(command[0]):
        return []
    return [Error(f"FILE_CONVERTER: there is no program {command[0]}.", id="core.E004")]


def _public_key() -> Iterator[CheckMessage]:
    try:
        keypairs.public_key(Path(settings.CELL_PUBLIC_KEY_FILE))
    except keypairs.NoKey as error:
        yield Error(f"CELL_PUBLIC_KEY_FILE: {error}", hint="docs/sealing.md says how to make a pair.", id="core.E001")


def _private_keys() -> Iterator[CheckMessage]:
    if not settings.CELL_PRIVATE_KEYS:
        return
    folder = Path(settings.CELL_PRIVATE_KEYS)
    files = sorted(folder.glob("*" + keypairs.PRIVATE))
    if not files:
        yield Error(f"CELL_PRIVATE_KEYS: no private key can be found in {folder}.", id="core.E002")
    for path in [folder, *files] if files else []:
        if path.stat().st_mode & OTHERS:
            yield Error(f"CELL_PRIVATE_KEYS: {path} is open to others.", hint=f"chmod go= {path}", id="core.E002")
    for path in files:
        try:
            keypairs.private_key(path)
        except keypairs.NoKey as error:
            yield Error(f"CELL_PRIVATE_KEYS: {error}", id="core.E002")
