"""Commands such as `./manage.py shell` find the services of a running `make run` through a file in the data directory."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded.refusals import CannotStart
from embedded.steps import ROOT

FILE = "services-environment.json"
NOT_RUNNING = (
    "SECRET_KEY and DATABASE_URL are not set, and no services run with the data in {data}: type `make run` in another terminal"
    " and try again, or set what docs/running.md lists."
)


@contextmanager
def service_addresses(data_dir: Path, found: dict[str, str]) -> Iterator[None]:
    """Write the environment variables of the services to a file, and delete it when they stop."""
    path = data_dir / FILE
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        json.dump(found, stream)
    unfinished.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def addresses_of_running_services(data_dir: Path) -> dict[str, str]:
    """The environment variables; raises :class:`CannotStart`, with the command to type, when no services run (the lock is not held)."""
    try:
        with (data_dir / "lock").open() as lock:
            is_running = not _can_lock(lock.fileno())
        if is_running:
            addresses: dict[str, str] = json.loads((data_dir / FILE).read_text())
            return addresses
    except OSError:
        pass
    raise CannotStart(NOT_RUNNING.format(data=shown(data_dir)))


def _can_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
