"""Stricter than production: unknown template variables fail, public and office databases are told apart, no network."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.errors
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections

from core.templatetags.remembered import MEMORY
from portal.public.context import forget_helplines
from reference.loading import load_all
from tests import factories
from tests.browser import browser, visit, work  # noqa: F401  fixtures: one browser for a whole run

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE_LOCK = 0x7465_6D70


class TestDatabase:
    """This worker's database: a copy of a template that is migrated once for each state of the migrations.

    A test that commits leaves it ``used``; the next test gets a new copy, which takes a fifth of a second.
    """

    __test__ = False

    def __init__(self, worker: str) -> None:
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
        self.name, self.template, self.is_used = f"test_machoura_{run}_{worker}", _template(), False
        self.copy()

    def copy(self) -> None:
        connections.close_all()
        with _maintenance() as cursor:
            _drop(cursor, self.name)
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        _use(self.name)
        self.is_used = False

    def drop(self) -> None:
        connections.close_all()
        with _maintenance() as cursor:
            _drop(cursor, self.name)


@pytest.fixture(scope="session")
def test_database(django_test_environment: None, django_db_blocker: Any, worker_id: str) -> Iterator[TestDatabase]:
    with django_db_blocker.unblock():
        database = TestDatabase(worker_id)
    yield database
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(test_database: TestDatabase) -> None:
    """Takes the place of pytest-django's own, which would migrate once for each worker."""


@pytest.fixture(autouse=True)
def _clean_copy(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        return
    database = request.getfixturevalue("test_database")
    if database.is_used:
        with django_db_blocker.unblock():
            database.copy()
    database.is_used = bool(marker.kwargs.get("transaction"))


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


_LIBPQ = {"dbname", "user", "password", "host", "port"}


def _template() -> str:
    files = sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("reference/data/*.csv"))
    files += [ROOT / "publications/grants.py", ROOT / "reference/loading.py"]
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
            connections.close_all()
            cursor.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
    return name


def _use(name: str) -> None:
    connections.close_all()
    for alias in connections:
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = name


@pytest.fixture(autouse=True)
def _square_through_the_test_transaction(request: pytest.FixtureRequest) -> Iterator[None]:
    """Inside a test's transaction the read-only role would see nothing: let it share the connection.

    Tests marked ``two_roles`` (with ``transaction=True``) keep both.
    """
    if "two_roles" in request.keywords:
        yield
        return
    own = connections["public"]
    connections["public"] = connections["default"]
    yield
    connections["public"] = own


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine answers."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test reached for {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Parts of pages that an earlier test left in this process, with the words it had typed."""
    MEMORY.forget()
    forget_helplines()


@pytest.fixture(autouse=True)
def _files_of_this_test(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that a test uploads stays beside what a person uploaded. The folder is made when something is stored."""
    private = settings.STORAGES["private"]
    place = {"location": tmp_path_factory.getbasetemp() / "stored-files"}
    settings.STORAGES = settings.STORAGES | {"private": private | {"OPTIONS": private["OPTIONS"] | place}}


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any, _files_of_this_test: None) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PUBLIC_HEAD_SECONDS = 0
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def recorder(db: None) -> Any:
    return factories.staff("recorder")


@pytest.fixture
def editor(db: None) -> Any:
    return factories.staff("editor")


@pytest.fixture
def head(db: None) -> Any:
    return factories.staff("head")


@pytest.fixture
def administrator(db: None) -> Any:
    return factories.staff("administrator")


@pytest.fixture
def representative(db: None) -> Any:
    return factories.representative()


@pytest.fixture
def dump(db: None) -> Callable[[], str]:
    """Every row of every table as text, with bytes and sessions decoded as whoever stole a backup would."""

    def dumped() -> str:
        found = [str(SessionStore().decode(session.session_data)) for session in Session.objects.all()]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [readable(value) for row in cursor.fetchall() for value in row]
        return "\n".join(found)

    return dumped


def readable(value: Any) -> str:
    if isinstance(value, memoryview | bytes):
        content = bytes(value)
        return content.decode("utf-8", "replace") + base64.b64encode(content).decode()
    return str(value)
