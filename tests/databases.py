"""Test databases: copies of a template, and shared initial data ("worlds"), each created once."""

from __future__ import annotations

import hashlib
import os
import pickle
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.errors
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import translation

from core.models import OutboxRow
from reference.loading import load_all

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE_LOCK = 0x7465_6D70
WORLDS: dict[str, Callable[[], Any]] = {}
_LIBPQ = {"dbname", "user", "password", "host", "port"}


def world(make: Callable[[], Any]) -> Any:
    """A fixture with what ``make`` hands back, made once for all tests of a worker; each finds it as it was made."""
    name = make.__name__
    assert name not in WORLDS, f"two worlds are called {name}"
    WORLDS[name] = make

    @pytest.fixture(name=name)
    def found(db: None, test_database: TestDatabase) -> Any:
        return test_database.thing(name)

    return found


def world_of(fixtures: Iterable[str]) -> str:
    """The world in which a test with these fixtures stands; empty for none."""
    return next((name for name in fixtures if name in WORLDS), "")


class TestDatabase:
    """This worker's databases: one for each world, and a copy of it for tests that commit, until one has.

    The world without a name is empty. All are copies of a template that is migrated once for each state of the migrations.
    """

    __test__ = False

    def __init__(self, worker: str) -> None:
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
        self.name, self.template, self.world = f"test_machoura_{run}_{worker}", _template(), ""
        self.made: dict[str, bytes] = {}
        self.copied = ""
        self._copy(self.name, self.template)
        _use(self.name)

    def enter(self, world: str, *, commits: bool) -> None:
        """Stand in ``world`` before a test; one that may commit gets a copy in which nobody has written."""
        source = f"{self.name}_{world}" if world else self.name
        if world and world not in self.made:
            self._copy(source, self.template)
            _use(source)
            self.made[world] = pickle.dumps(_committed(WORLDS[world]))
        if commits:
            if self.copied != source or _is_changed(f"{self.name}_own"):
                self._copy(f"{self.name}_own", source)
                self.copied = source
            source = f"{self.name}_own"
        if source != connections["default"].settings_dict["NAME"]:
            _use(source)
        self.world = world

    def thing(self, world: str) -> Any:
        """The value returned when the world was created; created now if another world is in use."""
        return pickle.loads(self.made[world]) if self.world == world else WORLDS[world]()  # noqa: S301  our own bytes

    def drop(self) -> None:
        connections.close_all()
        with _maintenance() as cursor:
            for name in (self.name, f"{self.name}_own", *(f"{self.name}_{world}" for world in self.made)):
                _drop(cursor, name)

    def _copy(self, name: str, source: str) -> None:
        connections.close_all()
        with _maintenance() as cursor:
            _drop(cursor, name)
            _leave(cursor, source)
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def _leave(cursor: Any, source: str) -> None:
    """A thread of an earlier test may still hold a connection, and PostgreSQL copies only what nobody is in."""
    for _time in range(100):
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [source],
        )
        if not cursor.fetchone()[0]:
            return
        time.sleep(0.02)


def _committed(make: Callable[[], Any]) -> Any:
    """As in a test's transaction: both roles see the rows, and on_commit callbacks do not run."""
    own = connections["public"]
    connections["public"] = connections["default"]
    try:
        with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
            made = make()
            connections["default"].run_on_commit.clear()
    finally:
        connections["public"] = own
    return made


class _maintenance:
    """A cursor outside every test database, holding the lock under which the template is made and copied."""

    def __enter__(self) -> Any:
        parameters = connections["default"].get_connection_params() | {"dbname": "postgres"}
        parameters.pop("cursor_factory", None)
        parameters.pop("options", None)
        self.connection = psycopg2.connect(**{key: value for key, value in parameters.items() if key in _LIBPQ})
        self.connection.autocommit = True
        cursor = self.connection.cursor()
        cursor.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        return cursor

    def __exit__(self, *error: object) -> None:
        self.connection.close()


def _is_changed(name: str) -> bool:
    """Whether a row was written since the database was made; PostgreSQL has counted a connection's when it is gone."""
    connections.close_all()
    with _maintenance() as cursor:
        for _time in range(100):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
            if not cursor.fetchone()[0]:
                break
            time.sleep(0.01)
        else:
            return True
        cursor.execute(
            "SELECT current_setting('track_counts')::bool AND tup_inserted + tup_updated + tup_deleted = 0"
            " FROM pg_stat_database WHERE datname = %s",
            [name],
        )
        return not cursor.fetchone()[0]


def _drop(cursor: Any, name: str) -> None:
    """PostgreSQL's own vacuum may be at work in it for a moment, which only a superuser may interrupt."""
    for wait in (0.1, 0.2, 0.5, 1.0, 2.0, 0.0):
        try:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            return
        except psycopg2.errors.InsufficientPrivilege:
            if not wait:
                raise
            time.sleep(wait)


def _template() -> str:
    files = sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("reference/data/*.csv"))
    files += [ROOT / "publications/grants.py", ROOT / "reference/loading.py", ROOT / "reference/publishing.py"]
    files += [ROOT / "publications/schemas/reference.py", ROOT / "core/db/append_only.py", Path(__file__)]
    name = "template_machoura_" + hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    with _maintenance() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}_making" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}_making"')
            _use(f"{name}_making")
            call_command("migrate", verbosity=0)
            call_command("grant_public_role", verbosity=0)
            load_all()
            # The published lists need no PDF, and a test counts the rows that it caused.
            OutboxRow.objects.all().delete()
            connections.close_all()
            cursor.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
    return name


def _use(name: str) -> None:
    connections.close_all()
    for alias in connections:
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = name
