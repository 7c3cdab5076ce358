"""A PostgreSQL of the tests' own that is stopped, started, filled and locked, and a Redis that is stopped and frozen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from embedded.directories import log_file
from embedded.postgres import DATABASE, Postgres, clean_environment
from embedded.processes import Child, Processes
from embedded.redis import redis_program

SPACE = "192m"


class Database(Postgres):
    """Its tables lie on a small disk of their own where this user may mount one; what is written ahead lies elsewhere."""

    def __init__(self, data: Path, sockets: Path, processes: Processes) -> None:
        super().__init__(data, sockets, volatile=False)
        self.processes = processes
        self.disk: Path | None = None

    def begin(self) -> dict[str, str]:
        env = self.start(self.processes)
        self.stop(signal.SIGINT)
        self._move_to_small_disk()
        self.again()
        return env

    @property
    def child(self) -> Child:
        return next(child for child in reversed(self.processes.children) if child.name == "postgres")

    def stop(self, how: int = signal.SIGQUIT) -> None:
        """``SIGQUIT`` is ``pg_ctl stop -m immediate``: no checkpoint, every connection is cut."""
        self.child.process.send_signal(how)
        self.child.process.wait(30)
        self.processes.children.remove(self.child)

    def again(self, *, wait: bool = True) -> None:
        self._forget_dead_server()
        log = log_file(self.data, "postgres")
        self.processes.start(
            "postgres", self._command(), env=clean_environment(), log=log, cwd=self.sockets, before=self.become
        )
        deadline = time.monotonic() + 30
        while wait and not self._answers():
            assert time.monotonic() < deadline, self.child.last_words()
            time.sleep(0.05)

    def _command(self) -> list[str]:
        """What was committed outlives a killed server, as in production; that a machine loses its power is not tried here."""
        return [*super()._command(), "-c", "fsync=off"]

    def sql(self, statement: str, *values: Any, database: str = DATABASE) -> list[tuple[Any, ...]]:
        connection = self._connect(database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    @contextmanager
    def locked(self, table: str) -> Iterator[None]:
        connection = self._connect(DATABASE)
        connection.autocommit = False
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            connection.rollback()
            connection.close()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        self._set("default_transaction_read_only", "on")
        try:
            yield
        finally:
            self._set("default_transaction_read_only", "off")

    @contextmanager
    def full(self) -> Iterator[None]:
        assert self.disk
        filler = self.disk / "filler"
        try:
            with filler.open("wb", buffering=0) as stream, suppress(OSError):
                while stream.write(b"\0" * 65536):
                    pass
            yield
        finally:
            filler.unlink()

    def end(self) -> None:
        if self.disk is not None:
            subprocess.run(["umount", "--lazy", str(self.disk)], check=False)

    def _set(self, name: str, value: str) -> None:
        self._alter(name, value)
        self.sql("SELECT pg_reload_conf()")

    def _alter(self, name: str, value: str) -> None:
        connection = self._connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
            cursor.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.close()

    def _move_to_small_disk(self) -> None:
        disk = self.data / "small-disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SPACE},mode=0755", "tmpfs", str(disk)]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            return
        self.disk = disk
        base, moved = self.cluster / "base", disk / "base"
        shutil.copytree(base, moved)
        for path in [moved, *moved.rglob("*")]:
            shutil.copystat(base / path.relative_to(moved), path)
            os.chown(path, base.stat().st_uid, base.stat().st_gid)
        shutil.rmtree(base)
        base.symlink_to(moved)


class Redis:
    def __init__(self, data: Path, sockets: Path, processes: Processes) -> None:
        self.data, self.socket, self.processes = data, sockets / "redis.sock", processes
        (data / "redis").mkdir(exist_ok=True)

    def start(self) -> dict[str, str]:
        options = {"port": "0", "unixsocket": str(self.socket), "save": "", "daemonize": "no"}
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        log = log_file(self.data, "redis")
        command = [str(redis_program()), *words]
        self.child = self.processes.start("redis", command, env=dict(os.environ), log=log, cwd=self.data / "redis")
        return {"REDIS_URL": f"unix://{self.socket}"}

    @contextmanager
    def stopped(self) -> Iterator[None]:
        self.child.process.kill()
        self.child.process.wait(10)
        self.processes.children.remove(self.child)
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        self.child.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.child.process.send_signal(signal.SIGCONT)
