"""Store, read and delete files. The bytes are written first, then the row; bytes without a row are removed at night."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.crypto import sealing
from core.db import outbox
from core.files import Refused, scan
from core.files.kinds import Clean
from core.files.names import shown_name as safe_name
from core.models import StoredFile

Verdict = StoredFile.Verdict
SCAN = "files.scan"
ORPHAN_AGE = dt.timedelta(days=1)
BATCH = 500


class ScannerAway(Exception):
    """The scanner did not answer; the outbox and the half-hourly task try again."""


class _Closed(NamedTuple):
    """The stored bytes, and how they are encrypted."""

    content: bytes
    sealed_with: str = ""
    is_locked: bool = False


def scanned(clean: Clean) -> Verdict:
    """Ask the scanner, before a transaction and without locks: this can take seconds. Raises :class:`core.files.Refused` for a virus."""
    return _without_virus(scan.scan(clean.content))


def keep(
    clean: Clean, *, shown_name: str, sealed: bool = False, locked_with: str = "", verdict: Verdict | None = None
) -> StoredFile:
    """Store an examined file: readable, ``sealed`` for the cell, or ``locked_with`` a browser key.

    ``shown_name``: the person's file name, not stored for an encrypted file. ``verdict``: an earlier result of :func:`scanned` for these
    bytes; without it the scanner is asked now. Raises :class:`core.files.Refused` for a virus.
    """
    if verdict is None:
        verdict = scanned(clean)
    closed = _closed(clean.content, sealed, locked_with)
    is_plain = closed.content is clean.content
    stored = StoredFile.objects.create(
        name=_storage().save(secrets.token_hex(16), ContentFile(closed.content)),
        media_type=clean.media_type,
        extension=clean.extension,
        size=len(closed.content),
        sha256=hashlib.sha256(clean.content).hexdigest() if is_plain else "",
        shown_name=safe_name(shown_name, clean) if is_plain else "",
        verdict=verdict,
        sealed_with=closed.sealed_with,
        is_locked=closed.is_locked,
        scanned_at=timezone.now() if verdict == Verdict.CLEAN else None,
    )
    if is_plain and verdict == Verdict.UNKNOWN:
        outbox.put(SCAN, key=str(stored.pk), file=str(stored.pk))
    return stored


def read(stored: StoredFile) -> bytes:
    """The content. A sealed file without a verdict is scanned now, since it can be scanned only when it is open.

    Raises :class:`core.crypto.sealing.CannotOpen`; ``LookupError`` for a locked one, which :func:`read_locked` opens.
    """
    if stored.is_locked:
        raise LookupError("locked")
    if not stored.sealed_with:
        return _bytes(stored)
    content = sealing.open_sealed(_bytes(stored), stored.sealed_with)
    if stored.verdict == Verdict.UNKNOWN:
        _note(stored, scan.scan(content))
    return content


def read_locked(stored: StoredFile, browser_key: str) -> bytes:
    """The content of a locked file. Raises :class:`core.crypto.sealing.WrongKey`."""
    return sealing.unlock(_bytes(stored), browser_key)


def scanned_locked(stored: StoredFile, clean: Clean) -> Verdict:
    """The verdict on a locked file that is open now; the scanner is asked unless the file is already known to be clean.

    Raises :class:`core.files.Refused` for a virus.
    """
    if stored.verdict == Verdict.CLEAN:
        return Verdict.CLEAN
    verdict = scan.scan(clean.content)
    _note(stored, verdict)
    return _without_virus(verdict)


def read_clean(stored: StoredFile, browser_key: str) -> Clean:
    """A locked file, decrypted, to be stored with another encryption. Raises :class:`core.crypto.sealing.WrongKey`."""
    kind = "image" if stored.media_type.startswith("image/") else "document"
    return Clean(kind, stored.media_type, stored.extension, read_locked(stored, browser_key))


def forget(stored: StoredFile) -> None:
    """Delete the row now, and the bytes after the commit."""
    name = stored.name
    stored.delete()
    transaction.on_commit(partial(_storage().delete, name), robust=True)


def is_downloadable(stored: StoredFile) -> bool:
    """Not while the verdict is ``UNKNOWN`` (unless the scanner was removed from the settings), never if ``INFECTED``."""
    if stored.verdict == Verdict.UNKNOWN:
        return not settings.CLAMD_URL
    return stored.verdict in {Verdict.NOT_SCANNED, Verdict.CLEAN}


@outbox.doer(SCAN)
def scan_again(payload: Mapping[str, Any]) -> None:
    stored = _waiting().filter(pk=UUID(payload["file"])).first() if settings.CLAMD_URL else None
    if stored is not None and not _note(stored, scan.scan(_bytes(stored))):
        raise ScannerAway


def scan_waiting() -> int:
    """Scan all files without a verdict; returns how many got one. Stops when the scanner does not answer."""
    found = 0
    if not settings.CLAMD_URL:
        return found
    for stored in _waiting().order_by("made_at").iterator(chunk_size=BATCH):
        found += _note(stored, scan.scan(_bytes(stored)))
        if scan.is_away():
            break
    return found


def remove_orphans() -> int:
    """Delete stored bytes without a row (of a transaction that was rolled back) after a day; returns how many."""
    limit = timezone.now() - ORPHAN_AGE
    storage, removed = _storage(), 0
    for names in _batches(storage.listdir("")[1]):
        known = set(StoredFile.objects.filter(name__in=names).values_list("name", flat=True))
        for name in names:
            if name not in known and storage.get_modified_time(name) < limit:
                storage.delete(name)
                removed += 1
    return removed


def _without_virus(verdict: Verdict) -> Verdict:
    if verdict == Verdict.INFECTED:
        raise Refused(_("The virus scanner found something in this file."))
    return verdict


def _storage() -> Storage:
    return storages["private"]


def _closed(content: bytes, sealed: bool, locked_with: str) -> _Closed:
    if sealed and locked_with:
        raise ValueError("A file is sealed or locked, not both.")
    if sealed:
        return _Closed(*sealing.seal(content))
    if locked_with:
        return _Closed(sealing.lock(content, locked_with), is_locked=True)
    return _Closed(content)


def _bytes(stored: StoredFile) -> bytes:
    with _storage().open(stored.name) as stream:
        content: bytes = stream.read()
    return content


def _waiting() -> Any:
    return StoredFile.objects.filter(verdict=Verdict.UNKNOWN, sealed_with="", is_locked=False)


def _note(stored: StoredFile, verdict: Verdict) -> bool:
    """Store the verdict if the scanner gave one; of two simultaneous scans the first counts. Returns whether it gave one."""
    if verdict not in {Verdict.CLEAN, Verdict.INFECTED}:
        return False
    stored.scanned_at, stored.verdict = timezone.now(), verdict
    StoredFile.objects.filter(pk=stored.pk, verdict=Verdict.UNKNOWN).update(
        verdict=stored.verdict, scanned_at=stored.scanned_at
    )
    return True


def _batches(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]
