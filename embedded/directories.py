"""The data directory, and the short path of the private folder for sockets."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded.refusals import CannotStart
from embedded.steps import ROOT

# Linux allows 107 bytes in a socket's path, macOS 103; PostgreSQL appends "/postgres/.s.PGSQL.5432.lock".
SOCKET_FOLDER_LIMIT = 70
LOG_LIMIT = 5_000_000
# Folders with personal data or keys, for the owner only. PostgreSQL and core.files.storage create theirs with the same rights.
PERSONAL = ("clock", "keys", "logs", "mail", "media", "redis")


def data_directory() -> Path:
    return Path(os.environ.get("PORTAL_DATA") or ROOT / "data-local").expanduser().absolute()


def user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def claim(directory: Path) -> None:
    """Create the data directory; refuse one that belongs to another user."""
    try:
        # Run by root, the database runs as another user, who must be able to enter this folder (but not to list it).
        directory.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"{directory} cannot be made ({error.strerror}): set PORTAL_DATA to another place.") from None
    owner = directory.stat().st_uid
    if owner != os.geteuid():
        raise CannotStart(
            f"The data directory {directory} belongs to the user {user_name(owner)}, and you are"
            f" {user_name(os.geteuid())}: run as {user_name(owner)}, or set PORTAL_DATA to another directory."
        )
    for name in PERSONAL:
        close(directory / name)


def close(folder: Path) -> None:
    """Restrict ``folder`` to its owner, also if an earlier release created it with more rights."""
    if folder.is_dir():
        folder.chmod(0o700)
    elif folder.name == "mail":
        # Created here, because Django's mail backend would create it readable for all.
        folder.mkdir(mode=0o700)


@contextmanager
def sole_use(directory: Path) -> Iterator[None]:
    """Lock the data directory with ``flock``: the kernel releases the lock when the process is killed."""
    with (directory / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"The data directory {directory} is in use by process {lock.read().strip() or '?'}:"
                " stop that run first, or set PORTAL_DATA to another directory."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def socket_directory(directory: Path) -> Path:
    name = f"machoura-{os.geteuid()}-{hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]}"
    path = Path(tempfile.gettempdir()) / name
    return path if len(os.fsencode(path)) <= SOCKET_FOLDER_LIMIT else Path("/tmp") / name  # nosec B108  # private_sockets checks owner and mode


@contextmanager
def private_sockets(directory: Path) -> Iterator[Path]:
    path = socket_directory(directory)
    shutil.rmtree(path, ignore_errors=True)
    try:
        # Not exist_ok: another user could have created a folder with this predictable name to get at the sockets.
        path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700)
    except FileExistsError:
        raise CannotStart(f"{path} is in the way and belongs to another user: remove it.") from None
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def log_file(directory: Path, name: str) -> Path:
    logs = directory / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    path = logs / f"{name}.log"
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.old"))
    return path


def secret_key(directory: Path) -> str:
    path = directory / "secret-key"
    if not path.exists():
        unfinished = path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(64))
        unfinished.rename(path)
    return path.read_text()
