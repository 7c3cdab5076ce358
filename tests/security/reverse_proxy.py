"""A real nginx with `deploy/nginx.conf` in front of a server of a test, and a watch over the folders that it may write to."""

from __future__ import annotations

import ctypes
import getpass
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from embedded.processes import die_with

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "deploy/nginx.conf"
ADDRESS = "127.0.0.1"
BODIES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/log/start.log; {user}
events {{ }}
http {{
{bodies}
{ours}
}}
"""
IN_CREATE, IN_MOVED_TO, IN_NONBLOCK = 0x100, 0x80, 0x800
EVENT = struct.Struct("iIII")


class Watch:
    """Everything that appears in a folder, however short its life (inotify)."""

    def __init__(self, *folders: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle = self._libc.inotify_init1(IN_NONBLOCK)
        for folder in folders:
            number = self._libc.inotify_add_watch(self._handle, os.fsencode(folder), IN_CREATE | IN_MOVED_TO)
            assert number > 0, os.strerror(ctypes.get_errno())

    def appeared(self) -> list[str]:
        """Names since the last call."""
        found = []
        while True:
            try:
                events = os.read(self._handle, 64 * 1024)
            except BlockingIOError:
                return found
            while events:
                _watch, _mask, _cookie, length = EVENT.unpack_from(events)
                found.append(os.fsdecode(events[EVENT.size : EVENT.size + length].rstrip(b"\0")))
                events = events[EVENT.size + length :]

    def close(self) -> None:
        os.close(self._handle)


class Proxy:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.url = f"http://{ADDRESS}:{port}"
        self.watch = Watch(*(folder / name for name in BODIES))

    def logs(self) -> bytes:
        return b"\n".join(path.read_bytes() for path in (self.folder / "log").iterdir())


def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not found:
        pytest.fail("nginx is not installed: Debian: apt install nginx-light (.ci/run does it)")
    return found


@contextmanager
def reverse_proxy(folder: Path, upstream: int, *, without: tuple[str, ...] = ()) -> Iterator[Proxy]:
    """``upstream``: the port of web and staff processes. ``without``: directives of our configuration that are left out."""
    port = _free_port()
    for name in ("log", *BODIES):
        (folder / name).mkdir(parents=True)
    user = getpass.getuser() if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        AROUND.format(
            folder=folder,
            user=f"user {user};" if user else "",
            bodies="\n".join(f"{name}_temp_path {folder / name};" for name in BODIES),
            ours=adapted(CONFIG.read_text(), folder, port, upstream, without),
        )
    )
    parent = os.getpid()
    process = subprocess.Popen(
        [nginx(), "-p", str(folder), "-e", str(folder / "log/start.log"), "-c", str(folder / "nginx.conf")],
        preexec_fn=lambda: die_with(parent),
    )
    try:
        _wait_for(port, process, folder)
        proxy = Proxy(folder, port)
        yield proxy
        proxy.watch.close()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def adapted(config: str, folder: Path, port: int, upstream: int, without: tuple[str, ...] = ()) -> str:
    """Our configuration on ports of a test, with plain http and its logs in ``folder``; nothing else is changed."""
    redirect = re.search(r"server \{\n    listen 80;.*?\n\}\n", config, re.DOTALL)
    assert redirect
    config = config.replace(redirect[0], "")
    config = config.replace("listen 443 ssl http2;", f"listen {ADDRESS}:{port};")
    config = re.sub(r"\n *ssl_certificate(_key)? [^;]*;", "", config)
    config = re.sub(rf"server {re.escape(ADDRESS)}:\d+;", f"server {ADDRESS}:{upstream};", config)
    for name in without:
        config, left_out = re.subn(rf"\n *{name} [^;]*;", "", config)
        assert left_out, f"{name} does not stand in the configuration"
    return config.replace("/var/log/nginx", str(folder / "log"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((ADDRESS, port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nginx did not start: {(folder / 'log/start.log').read_text()}")
