"""What a journey leaves behind, place by place, to be searched for a canary."""

from __future__ import annotations

import io
import logging
import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import connections
from django.db.backends.utils import CursorWrapper

from core.db import database_log
from tests.security.dumping import shown_in, stolen
from tests.security.reverse_proxy import Proxy, Watch

# Both roles, in the database of one test only, stronger than what is set for the roles themselves.
EVERYTHING = dict.fromkeys(database_log.SETTINGS, "0") | {
    "log_statement": "all", "log_min_messages": "notice", "log_min_error_statement": "error", "log_error_verbosity": "verbose",
    "log_transaction_sample_rate": "1", "log_parameter_max_length": "-1", "log_parameter_max_length_on_error": "-1",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_WRITTEN: list[str] = []
_watching = threading.Event()


def _note_written(event: str, arguments: tuple[Any, ...]) -> None:
    """A number is a file that was opened under its name before."""
    if event == "open" and _watching.is_set() and not isinstance(arguments[0], int) and arguments[2] & WRITING:
        _WRITTEN.append(os.fsdecode(arguments[0]))


# It cannot be taken away again, so it is asked for nothing while no journey is recorded.
sys.addaudithook(_note_written)


@contextmanager
def statements() -> Iterator[list[bytes]]:
    """Every SQL statement of every thread and of both database roles, with its values, as PostgreSQL receives it."""
    found: list[bytes] = []
    execute, executemany = CursorWrapper._execute, CursorWrapper._executemany

    def one(self: Any, sql: Any, params: Any, *rest: Any) -> Any:
        found.append(self.cursor.mogrify(sql, params))
        return execute(self, sql, params, *rest)

    def many(self: Any, sql: Any, rows: Any, *rest: Any) -> Any:
        rows = list(rows)
        found.extend(self.cursor.mogrify(sql, row) for row in rows)
        return executemany(self, sql, rows, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "_execute", one)
        patch.setattr(CursorWrapper, "_executemany", many)
        yield found


@contextmanager
def our_log() -> Iterator[io.StringIO]:
    """What the real handler with its real formatter writes."""
    handler = next(each for each in logging.getLogger().handlers if each.get_name() == "stderr")
    kept, handler.stream = handler.stream, io.StringIO()  # type: ignore[attr-defined]
    yield handler.stream
    handler.stream = kept


class PostgresLog:
    """Of the embedded server, which is told to log every statement in this test's database, and each error with all it knows."""

    def __init__(self) -> None:
        self.path = Path(os.environ.get("PORTAL_DATA", "")) / "logs/postgres.log"
        if not self.path.exists():
            pytest.skip("reads the log of the embedded PostgreSQL")
        self.database = connections["default"].settings_dict["NAME"]

    def __enter__(self) -> PostgresLog:
        self._change(*(f"SET {name} = '{value}'" for name, value in EVERYTHING.items()))
        self.start = self._size_at_rest()
        return self

    def __exit__(self, *error: object) -> None:
        self._change("RESET ALL")

    def written(self) -> bytes:
        return self.path.read_bytes()[self.start : self._size_at_rest()]

    def _size_at_rest(self) -> int:
        """Once nothing was added for a while: PostgreSQL writes its log through a process of its own, on a busy machine with a delay."""
        before, size = -1, self.path.stat().st_size
        for _try in range(20):
            if size == before:
                break
            time.sleep(0.3)
            before, size = size, self.path.stat().st_size
        return size

    def _change(self, *changes: str) -> None:
        """Sessions see it from their next connection on."""
        connections.close_all()
        given = connections["default"].get_connection_params()
        superuser = psycopg2.connect(host=given["host"], port=given["port"], user="postgres", dbname=self.database)
        superuser.autocommit = True
        with superuser.cursor() as cursor:
            for role in ("machoura", "machoura_public"):
                for change in changes:
                    cursor.execute(f'ALTER ROLE {role} IN DATABASE "{self.database}" {change}')
        superuser.close()


class RedisTraffic:
    """Every command that Redis receives, and all that it holds at the end."""

    def __enter__(self) -> RedisTraffic:
        address = urlsplit(settings.REDIS_URL)
        if address.scheme == "unix":
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(address.path)
        else:
            self.socket = socket.create_connection((address.hostname, address.port or 6379))
        self.socket.sendall(b"MONITOR\r\n")
        self.socket.settimeout(0.5)
        return self

    def __exit__(self, *error: object) -> None:
        self.socket.close()

    def written(self) -> bytes:
        found = b""
        try:
            while part := self.socket.recv(1 << 16):
                found += part
        except TimeoutError:
            pass
        with redis.Redis.from_url(settings.REDIS_URL) as store:
            held = [key + b"=" + (store.dump(key) or b"") for key in store.scan_iter()]
        return b"\n".join([found, *held])


class Recorder:
    """``written_files``: paths that were opened for writing. ``appeared``: names in the folder of temporary files and in those of nginx."""

    def __init__(self, sql: list[bytes], log: io.StringIO, postgres: PostgresLog, traffic: RedisTraffic) -> None:
        self.sql, self.log, self.postgres, self.traffic = sql, log, postgres, traffic
        self.temporary = Watch(Path(tempfile.gettempdir()))
        self.proxies: list[Proxy] = []

    def places(self) -> dict[str, bytes]:
        """Ends the recording: what is asked here is not recorded."""
        found = {"statements": b"\n".join(self.sql), "log": self.log.getvalue().encode()}
        found["log of PostgreSQL"] = self.postgres.written()
        found["Redis"] = self.traffic.written()
        found["mail"] = "\n".join(f"{vars(each)} {each.message()}" for each in mail.outbox).encode()
        found["log of nginx"] = b"\n".join(proxy.logs() for proxy in self.proxies)
        found["database and files"] = stolen(Path(settings.STORAGES["private"]["OPTIONS"]["location"]))
        return found

    def written_files(self) -> set[Path]:
        return {Path(path).absolute() for path in _WRITTEN}

    def appeared(self) -> list[str]:
        return [
            name for watch in (self.temporary, *(proxy.watch for proxy in self.proxies)) for name in watch.appeared()
        ]


def where(places: dict[str, bytes], *canaries: str | bytes) -> set[str]:
    """The places that hold one of ``canaries``."""

    def holds(content: bytes, canary: str | bytes) -> bool:
        if isinstance(canary, str):
            return shown_in(content, canary)
        return canary in content or canary.hex().encode() in content.lower()

    return {place for place, content in places.items() for canary in canaries if holds(content, canary)}


@contextmanager
def recorded(folder: Path) -> Iterator[Recorder]:
    """``folder``: where temporary files go during the journey, so that those of other programs are not mistaken for ours."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setenv("TMPDIR", str(folder))
        with PostgresLog() as postgres, RedisTraffic() as traffic, statements() as sql, our_log() as log:
            _WRITTEN.clear()
            _watching.set()
            recorder = Recorder(sql, log, postgres, traffic)
            try:
                yield recorder
            finally:
                _watching.clear()
                recorder.temporary.close()
