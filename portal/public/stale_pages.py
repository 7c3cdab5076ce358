"""Public pages on the disk of this node, to be shown while the database is away, also by a process that never made them.

Only pages that everybody may read come here. The folder holds at most ``STALE_PAGES_BYTES``, nothing older than
``STALE_PAGE_HOURS``, and a note of how far the node knows the square: pages made before a withdrawal it knows of are not shown.
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

LARGEST = 8 * 1024 * 1024
REWRITE_SECONDS = 600
NAMES_REMEMBERED = 20_000
NOTE, LOCK, UNFINISHED = "known.json", "lock", ".new"
CONTENT = b'<main id="content"'
log = structlog.get_logger(__name__)


class Kept(NamedTuple):
    """``sequence``: of the newest edition when the page was made."""

    sequence: int
    made_at: float
    headers: dict[str, str]
    plain: bytes


class Known(NamedTuple):
    """``head``: the newest edition this node knows; ``withdrawn``: the newest one that withdrew something."""

    head: int
    withdrawn: int


class StalePages:
    def __init__(self) -> None:
        self._written: FIFOCache[str, tuple[str, int, float]] = FIFOCache(NAMES_REMEMBERED)
        self._own = Known(0, 0)
        self._new_bytes: float = float("inf")  # what earlier processes have left is looked at with the first page
        self._lock = threading.Lock()

    @property
    def head(self) -> int | None:
        known = self._known()
        return known.head if known else None

    def learn(self, head: int, withdrawn: int) -> None:
        """Also for the other processes of this node. What they have learned meanwhile stays."""
        self._own = Known(max(head, self._own.head), max(withdrawn, self._own.withdrawn))
        with self._alone():
            known = self._known() or self._own
            self._note(Known(max(known.head, self._own.head), max(known.withdrawn, self._own.withdrawn)))

    def begin_anew(self, head: int) -> None:
        """The database went back to an earlier state: its numbers will be given again, to other editions."""
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
        """Written when it is new, and every ten minutes; a disk that refuses costs the copy, not the page."""
        now, body = time.time(), plain if zipped is None else zipped
        if not settings.STALE_PAGES_BYTES or len(body) > LARGEST:
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

    def get(self, name: str) -> Kept | None:
        """Only what this very user has written: on a shared disk nobody else may put words into our pages."""
        try:
            with _path(name).open("rb") as stream:
                if os.fstat(stream.fileno()).st_uid != os.geteuid():
                    return None
                head, body = json.loads(stream.readline()), stream.read()
            plain = gzip.decompress(body) if head["zipped"] else body
            return Kept(head["sequence"], head["made_at"], head["headers"], plain) if head["name"] == name else None
        except (OSError, ValueError, KeyError, EOFError):
            return None

    def forget(self, name: str) -> None:
        with self._lock:
            self._written.pop(name, None)
        with suppress(OSError):
            _path(name).unlink()

    def sweep(self) -> None:
        """Delete what is too old, then what was written longest ago, until the rest is well within the bound."""
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
        """Several processes write: each looks at the whole folder after every sixteenth of the bound."""
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
        """Nothing is noted where nothing is kept, and a disk that refuses is no reason to fail."""
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
    """The page with a line that says of when it is; other files than pages have only their headers for that."""
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
    """Pages, and what a killed process left unfinished."""
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
    """Whole or not at all; nobody else on the machine may read or write it."""
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
