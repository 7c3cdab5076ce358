"""System checks: the portal does not start with settings that would lose data or expose it."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import OperationalError, connections

from core.crypto import keypairs
from core.db import database_log

OTHERS = 0o077
WRITTEN_BY_OTHERS = 0o022


@register
def cell_keys(**_asked: Any) -> list[CheckMessage]:
    """The cell's public key can be read, and only the owner of the private key files can read them."""
    return [*_public_key(), *_private_keys()]


@register
def scanner_address(**_asked: Any) -> Sequence[CheckMessage]:
    if not settings.CLAMD_URL:
        return []
    address = urlsplit(settings.CLAMD_URL)
    is_whole = {"unix": address.path, "tcp": address.hostname and address.port}.get(address.scheme)
    return [] if is_whole else [Error("CLAMD_URL must be tcp://host:port or unix:///path.", id="core.E003")]


@register(deploy=True)
def text_messages(**_asked: Any) -> list[CheckMessage]:
    """Codes would stand in the log of the service; a key would travel readable."""
    found: list[CheckMessage] = []
    if settings.SMS_BACKEND == "core.sms.Console":
        found.append(Error("SMS_BACKEND writes codes to the log: core.sms.Console is for development.", id="core.E041"))
    if settings.SMS_BACKEND and settings.SMS_URL and not settings.SMS_URL.startswith("https://"):
        found.append(Error("SMS_URL must begin with https://.", id="core.E042"))
    return found


@register(deploy=True)
def code_is_read_only(**_asked: Any) -> list[CheckMessage]:
    """The user of the services may not write to the code, the templates or the scripts: an attacker who controls a service cannot change them."""
    folders = {"STATIC_ROOT": Path(settings.STATIC_ROOT), "the code": Path(settings.BASE_DIR)}
    found = {what: changeable(folder, without=Path(settings.DATA_DIR)) for what, folder in folders.items()}
    return [
        Warning(
            f"Whoever runs this can change {what}: {path}.",
            hint="Both belong to root and nobody else may write there: deploy/README.md. Run the check as the user of the services.",
            id="core.W022",
        )
        for what, path in found.items()
        if path
    ]


def changeable(folder: Path, *, without: Path) -> Path | None:
    """The first file or folder that this process's user can write, chmod or replace. For root: that any other user can."""
    for place, names, files in os.walk(folder):
        here = Path(place)
        names[:] = [name for name in names if here / name != without]
        for path in (here, *(here / name for name in files)):
            if not path.is_symlink() and _is_changeable(path):
                return path
    return None


def _is_changeable(path: Path) -> bool:
    status, user = path.stat(), os.geteuid()
    if user == 0:
        return status.st_uid != 0 or bool(status.st_mode & WRITTEN_BY_OTHERS)
    return status.st_uid == user or os.access(path, os.W_OK)


@register(Tags.database)
def quiet_database_log(databases: Sequence[str] | None = None, **_asked: Any) -> list[CheckMessage]:
    """Runs only when a database is named (``check --database default``), as each start and each ``migrate`` do."""
    return [found for alias in databases or () for found in _database_log(alias)]


def _database_log(alias: str) -> Iterator[CheckMessage]:
    try:
        with connections[alias].cursor() as cursor:
            lines = database_log.missing(cursor)
    except OperationalError:
        yield Warning(f"The database {alias!r} does not answer: nobody knows what its log keeps.", id="core.W021")
        return
    if lines:
        yield Warning(
            f"PostgreSQL may write what people typed into its log (database {alias!r}).",
            hint="As a superuser of PostgreSQL, then restart the portal:\n" + "\n".join(lines),
            id="core.W020",
        )


@register(Tags.security, deploy=True)
def scanner_is_set_up(**_asked: Any) -> Sequence[CheckMessage]:
    """Without a scanner, uploaded files are served unscanned. ``UNSCANNED_FILES_ACCEPTED`` states that this was decided."""
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
