"""Threats 25 and 43: PostgreSQL's own log, on a server of its own, keeps nothing that a statement carried, whatever fails."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.checks import Warning
from django.db import OperationalError

from core import checks
from core.db import database_log
from embedded.services import services

CANARY = "canarydblog"
ROLES = ("machoura", "machoura_public")
# All that an administrator may have switched on for the whole server.
TALKATIVE = {
    "log_statement": "all", "log_min_duration_statement": "0", "log_min_duration_sample": "0", "log_lock_waits": "on",
    "deadlock_timeout": "50ms", "log_temp_files": "0", "log_parameter_max_length_on_error": "-1",
    "log_min_messages": "debug1", "log_error_verbosity": "verbose", "log_min_error_statement": "debug1",
}  # fmt: skip


class Server:
    def __init__(self, folder: Path, url: str) -> None:
        self.log, self.url = folder / "logs" / "postgres.log", url

    def open(self, role: str = "machoura") -> Any:
        connection = psycopg2.connect(self.url.replace("//machoura@", f"//{role}@"))
        connection.autocommit = True
        return connection

    def run(self, *statements: str, role: str = "machoura") -> None:
        with closing(self.open(role)) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def written_by(self, act: Callable[[Server], None]) -> str:
        before = self.log.stat().st_size
        act(self)
        time.sleep(0.3)
        return self.log.read_bytes()[before:].decode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "PUBLIC_DATABASE_URL", "REDIS_URL"):
            patch.delenv(name, raising=False)
        with services(folder, redis=False, volatile=True) as found:
            made = Server(folder, found["DATABASE_URL"])
            made.run(
                "CREATE TABLE people (email text UNIQUE, age int CHECK (age < 200), name text NOT NULL DEFAULT '')",
                "INSERT INTO people VALUES ('first', 1), ('second', 2)",
                "GRANT SELECT ON people TO machoura_public",
            )
            yield made


@pytest.fixture
def talkative(server: Server) -> Iterator[None]:
    server.run(*(f"ALTER SYSTEM SET {name} = '{value}'" for name, value in TALKATIVE.items()), role="postgres")
    server.run("SELECT pg_reload_conf()", role="postgres")
    yield
    server.run("ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()", role="postgres")


@pytest.fixture
def default_roles(server: Server) -> Iterator[None]:
    """As PostgreSQL comes."""
    server.run(*(f"ALTER ROLE {role} RESET ALL" for role in ROLES), role="postgres")
    yield
    server.run(*(line for role in ROLES for line in database_log.statements(role)), role="postgres")


def refused(server: Server, statement: str, *, before: str = "", role: str = "machoura") -> None:
    with closing(server.open(role)) as connection, connection.cursor() as cursor:
        if before:
            cursor.execute(before)
        with pytest.raises(psycopg2.Error):
            cursor.execute(statement)


def deadlock(server: Server) -> None:
    """Each of two sessions holds the row that the other one asks for."""
    with closing(server.open()) as one, closing(server.open()) as two:
        one.autocommit = two.autocommit = False
        first, second = one.cursor(), two.cursor()
        first.execute(f"UPDATE people SET name = '{CANARY}' WHERE email = 'first'")
        second.execute(f"UPDATE people SET name = '{CANARY}' WHERE email = 'second'")

        def ask() -> None:
            with suppress(psycopg2.Error):
                first.execute(f"UPDATE people SET name = '{CANARY}' WHERE email = 'second'")

        waiting = threading.Thread(target=ask)
        waiting.start()
        with suppress(psycopg2.Error):
            second.execute(f"UPDATE people SET name = '{CANARY}' WHERE email = 'first'")
        waiting.join()
        one.rollback()
        two.rollback()


def lock_wait(server: Server) -> None:
    with closing(server.open()) as holder:
        holder.autocommit = False
        holder.cursor().execute("UPDATE people SET age = 3 WHERE email = 'first'")
        update = f"UPDATE people SET name = '{CANARY}' WHERE email = 'first'"
        refused(server, update, before="SET lock_timeout = '300ms'")
        holder.rollback()


FAULTS: dict[str, Callable[[Server], None]] = {
    "unique": lambda at: refused(at, f"INSERT INTO people SELECT '{CANARY}' FROM generate_series(1, 2)"),
    "check": lambda at: refused(at, f"INSERT INTO people VALUES ('{CANARY}', 999)"),
    "not null": lambda at: refused(at, f"INSERT INTO people VALUES ('{CANARY}', 9, NULL)"),
    "invalid input": lambda at: refused(at, f"SELECT '{CANARY}'::uuid"),
    "query of a search": lambda at: refused(at, f"SELECT '{CANARY} &'::tsquery"),
    "syntax": lambda at: refused(at, f"SELECT 1 {CANARY} 2"),
    "right": lambda at: refused(at, f"DELETE FROM people WHERE email = '{CANARY}'", role="machoura_public"),
    "too slow": lambda at: refused(at, f"SELECT pg_sleep(9), '{CANARY}'", before="SET statement_timeout = '100ms'"),
    "lock wait": lock_wait,
    "deadlock": deadlock,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_database_log_holds_no_value_of_a_statement_that_failed(server: Server, fault: str) -> None:
    assert CANARY not in server.written_by(FAULTS[fault])


@pytest.mark.usefixtures("default_roles")
@pytest.mark.parametrize("fault", FAULTS)
def test_database_log_with_the_settings_that_postgresql_comes_with_holds_the_value(server: Server, fault: str) -> None:
    assert CANARY in server.written_by(FAULTS[fault]), "the test above would find nothing, whatever was logged"


@pytest.mark.slow
@pytest.mark.usefixtures("talkative")
@pytest.mark.parametrize("fault", FAULTS)
def test_database_log_stays_quiet_where_the_server_logs_everything(server: Server, fault: str) -> None:
    found = server.written_by(FAULTS[fault])
    others = server.written_by(lambda at: at.run(f"SELECT '{CANARY} of another role'", role="postgres"))

    assert CANARY not in found
    assert f"{CANARY} of another role" in others, "the server does log everything"


@pytest.mark.slow
def test_database_log_of_a_killed_session_holds_no_statement(server: Server) -> None:
    """A session that dies takes the server with it, which comes again by itself and notes what it was doing."""

    def kill(at: Server) -> None:
        with closing(at.open()) as connection, connection.cursor() as cursor:
            number = connection.info.backend_pid
            threading.Timer(0.3, os.kill, [number, signal.SIGKILL]).start()
            with pytest.raises(psycopg2.OperationalError):
                cursor.execute(f"SELECT pg_sleep(9), '{CANARY}'")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(psycopg2.OperationalError):
                return at.open().close()
            time.sleep(0.2)

    found = server.written_by(kill)

    assert "terminated by signal 9" in found
    assert CANARY not in found


class Connected:
    """In the place of Django's connections."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def __getitem__(self, alias: str) -> Connected:
        return self

    def cursor(self) -> Any:
        return closing(self.server.open().cursor())


@pytest.mark.slow
def test_check_is_content_with_the_roles_of_the_embedded_server(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "connections", Connected(server))

    assert checks.quiet_database_log(databases=["default", "public"]) == []
    assert checks.quiet_database_log(databases=None) == []


@pytest.mark.usefixtures("default_roles")
def test_check_prints_the_lines_that_make_the_log_quiet(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "connections", Connected(server))

    (found,) = checks.quiet_database_log(databases=["default"])
    assert isinstance(found, Warning)
    lines = found.hint.splitlines()[1:]
    assert "ALTER ROLE \"machoura\" SET log_min_error_statement = 'panic';" in lines
    server.run(*lines, role="postgres")

    assert checks.quiet_database_log(databases=["default"]) == []


def test_check_says_so_where_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def __getitem__(self, alias: str) -> Any:
            raise OperationalError

    monkeypatch.setattr(checks, "connections", Away())

    assert [each.id for each in checks.quiet_database_log(databases=["default"])] == ["core.W021"]


def test_installation_guide_has_every_line_for_both_roles() -> None:
    guide = (Path(__file__).resolve().parents[2] / "deploy/README.md").read_text()

    for role in ROLES:
        for line in database_log.statements(role):
            assert line.replace('"', "") in guide
