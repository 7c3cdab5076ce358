"""Copies of public pages on the disk of this node, served while the database is down, by all processes of the node.

Only public pages. The folder has at most ``STALE_PAGES_BYTES``, nothing older than ``STALE_PAGE_HOURS``, and a file with the
last known version of the store and of its last withdrawal: pages made before that withdrawal are not served.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import gzip
import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import structlog
from cachetools import FIFOCache
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from core.text import formats
from core.zone import ZONE

MAX_PAGE_BYTES = 8 * 1024 * 1024
REWRITE_SECONDS = 600
NAMES_REMEMBERED = 20_000
NOTE, LOCK, UNFINISHED = "known.json", "lock", ".new"
CONTENT = b'<main id="content"'
log = structlog.get_logger(__name__)


class StoredPage(NamedTuple):
    """``sequence``: the newest edition when the page was made."""

    sequence: int
    made_at: float
    headers: dict[str, str]
    plain: bytes


class Known(NamedTuple):
    """``head``: the newest edition known to this node; ``withdrawn``: the newest known edition that withdrew something."""

    head: int
    withdrawn: int


class StalePages:
    def __init__(self) -> None:
        self._written: FIFOCache[str, tuple[str, int, float]] = FIFOCache(NAMES_REMEMBERED)
        self._own = Known(0, 0)
        self._new_bytes: float = float(
            "inf"
        )  # so that the first page triggers a check of the folder, with files of earlier processes
        self._lock = threading.Lock()

    @property
    def head(self) -> int | None:
        known = self._known()
        return known.head if known else None

    def learn(self, head: int, withdrawn: int) -> None:
        """Update the file, which all processes of this node share, without overwriting newer values."""
        self._own = Known(max(head, self._own.head), max(withdrawn, self._own.withdrawn))
        with self._alone():
            known = self._known() or self._own
            self._note(Known(max(known.head, self._own.head), max(known.withdrawn, self._own.withdrawn)))

    def begin_anew(self, head: int) -> None:
        """The database was restored to an earlier state: its sequence numbers will be used again for other editions."""
        self._own = Known(head, head)
        with self._lock:
            self._written.clear()
        with self._alone():
            self._note(self._own)
            for entry in _entries(_folder()):
                with suppress(OSError):
                    os.unlink(entry)

    def may_show(self, sequence: int, made_at: float) -> bool:
        known = self._known() or self._own
        is_young = time.time() - made_at < settings.STALE_PAGE_HOURS * 3600
        return is_young and sequence >= max(known.withdrawn, self._own.withdrawn)

    def put(
        self, name: str, tag: str, sequence: int, headers: dict[str, str], plain: bytes, zipped: bytes | None
    ) -> None:
        """Store a page if it is new, and again every ten minutes; errors of the disk are ignored."""
        now, body = time.time(), plain if zipped is None else zipped
        if not settings.STALE_PAGES_BYTES or len(body) > MAX_PAGE_BYTES:
            return
        before = self._written.get(name)
        if before and before[:2] == (tag, sequence) and now - before[2] < REWRITE_SECONDS:
            return
        self._remember(name, (tag, sequence, now))
        head = {"name": name, "sequence": sequence, "made_at": now, "headers": headers, "zipped": zipped is not None}
        try:
            _write(_path(name), json.dumps(head).encode() + b"\n" + body)
        except OSError as error:
            log.warning("stale_page_not_kept", error=type(error).__name__)
            return
        self._count(len(body))

    def get(self, name: str) -> StoredPage | None:
        """Only files owned by this user: on a shared disk others must not be able to inject pages."""
        try:
            with _path(name).open("rb") as stream:
                if os.fstat(stream.fileno()).st_uid != os.geteuid():
                    return None
                head, body = json.loads(stream.readline()), stream.read()
            plain = gzip.decompress(body) if head["zipped"] else body
            return (
                StoredPage(head["sequence"], head["made_at"], head["headers"], plain) if head["name"] == name else None
            )
        except (OSError, ValueError, KeyError, EOFError):
            return None

    def forget(self, name: str) -> None:
        with self._lock:
            self._written.pop(name, None)
        with suppress(OSError):
            _path(name).unlink()

    def sweep(self) -> None:
        """Delete expired files, then the oldest ones, until the size is well below the limit."""
        found = []
        for path in _entries(_folder()):
            with suppress(OSError):
                status = os.stat(path)
                found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _time, size, _path in found)
        oldest = time.time() - settings.STALE_PAGE_HOURS * 3600
        for written_at, size, path in sorted(found):
            if written_at >= oldest and total <= settings.STALE_PAGES_BYTES * 7 // 8:
                break
            with suppress(OSError):
                os.unlink(path)
            total -= size

    def _remember(self, name: str, note: tuple[str, int, float]) -> None:
        with self._lock:
            self._written[name] = note

    def _count(self, size: int) -> None:
        """Several processes write, so each checks the whole folder after writing a sixteenth of the limit."""
        with self._lock:
            self._new_bytes += size
            if self._new_bytes < settings.STALE_PAGES_BYTES / 16:
                return
            self._new_bytes = 0
        threading.Thread(target=self.sweep, daemon=True, name="stale-pages").start()

    def _known(self) -> Known | None:
        try:
            return Known(*json.loads((_folder() / NOTE).read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def _note(self, known: Known) -> None:
        with suppress(OSError):
            _write(_folder() / NOTE, json.dumps(known).encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold a lock on the folder; continue without it if the disk refuses."""
        try:
            _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            stream = (_folder() / LOCK).open("a")
        except OSError:
            yield
            return
        with stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield


def marked(content: bytes, media_type: str, made_at: float, name: str) -> bytes:
    """The page with a note of its time; other files than HTML get only headers."""
    place = content.find(CONTENT)
    if not media_type.startswith("text/html") or place < 0:
        return content
    language = name.removeprefix("http:")[1:3]
    with translation.override(language):
        moment = dt.datetime.fromtimestamp(made_at, ZONE)
        line = render_to_string("public/_stale.html", {"when": formats.day_clock(moment, language)})
    return content[:place] + line.encode() + content[place:]


def _folder() -> Path:
    return Path(settings.STALE_PAGES_FOLDER)


def _path(name: str) -> Path:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return _folder() / digest[:2] / digest[2:40]


def _entries(folder: Path) -> list[str]:
    """Stored pages and temporary files of killed processes."""
    found = []
    for part in _scan(folder):
        if part.is_dir(follow_symlinks=False):
            found += [entry.path for entry in _scan(part.path)]
    return found


def _scan(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _write(path: Path, content: bytes) -> None:
    """Write atomically, readable only by the owner."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}{UNFINISHED}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
