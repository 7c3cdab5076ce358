"""The embedded services, started once for the module in a folder with an unusual name."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from embedded.directories import SOCKET_FOLDER_LIMIT, claim, secret_key, sole_use
from embedded.refusals import CannotStart
from embedded.services import services, services_needed

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = ("DATABASE_URL", "PUBLIC_DATABASE_URL", "REDIS_URL")
REPORT = """
import json, os, psycopg2, redis
def ask(url, *statements):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    cursor = connection.cursor()
    try:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else "done"
    except psycopg2.Error as error:
        return type(error).__name__
    finally:
        connection.close()
office, public = os.environ["DATABASE_URL"], os.environ["PUBLIC_DATABASE_URL"]
copy = office.rsplit("/", 1)[0] + "/copy"
print(json.dumps({
    "office": ask(office, "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"),
    "public": ask(public, "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"),
    "public writes": ask(public, "CREATE TABLE public.t ()"),
    "public writes, aside": ask(public, "CREATE TEMPORARY TABLE t ()"),
    "office keeps": ask(office, "CREATE TABLE IF NOT EXISTS kept (n int)", "INSERT INTO kept VALUES (1)", "TABLE kept"),
    "tcp": ask(office, "SHOW listen_addresses"),
    "copy made": ask(office, "DROP DATABASE IF EXISTS copy", "CREATE DATABASE copy"),
    "extensions in copy": ask(copy, "SELECT extname FROM pg_extension"),
    "redis": redis.Redis.from_url(os.environ["REDIS_URL"]).ping(),
    "sockets": os.environ["REDIS_URL"].removeprefix("unix://").rsplit("/", 1)[0],
    "modes": [os.stat(path).st_mode for path in (
        os.environ["REDIS_URL"].removeprefix("unix://"),
        os.environ["REDIS_URL"].removeprefix("unix://").rsplit("/", 1)[0] + "/postgres",
    )],
}))
"""


def execute(data: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-m", "embedded.services", "exec", "--volatile", "--", *command],
        cwd=ROOT,
        env={**inherited, "PORTAL_DATA": str(data), **env},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """More than 150 characters, with spaces, a quotation mark and Arabic letters."""
    return tmp_path_factory.mktemp("data") / ("a long name " * 8) / "it's" / ("مشورة " * 8)


@pytest.fixture(scope="module")
def report(data) -> dict:
    done = execute(data, sys.executable, "-c", REPORT, PGPORT="1", PGHOST="elsewhere")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_services_in_deep_folder_use_short_private_sockets(report, data):
    sockets = report["sockets"]

    assert len(str(data)) > 150
    assert len(sockets) <= SOCKET_FOLDER_LIMIT
    assert not Path(sockets).exists()
    assert [stat.S_IMODE(mode) for mode in report["modes"]] == [0o700, 0o700]


def test_postgres_started_listens_on_no_network(report):
    assert report["tcp"] == [[""]]


@pytest.mark.slow
def test_office_role_may_create_databases_but_is_no_superuser(report):
    assert report["office"] == [["machoura", False, True]]
    assert report["office keeps"]


@pytest.mark.slow
def test_public_role_can_make_no_table_not_even_a_temporary_one(report):
    assert report["public"] == [["machoura_public", False, False]]
    assert report["public writes"] == "InsufficientPrivilege"
    assert report["public writes, aside"] == "InsufficientPrivilege"


def test_databases_have_no_extension_but_the_language_that_postgresql_comes_with(report):
    """Debian's PostgreSQL has no package for others."""
    assert report["copy made"] == "done"
    assert report["extensions in copy"] == [["plpgsql"]]


def test_redis_started_answers(report):
    assert report["redis"] is True


@pytest.mark.slow
def test_second_start_keeps_the_data_and_survives_a_reused_process_number(report, data):
    note = data / "postgres" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{data}\n")  # as a power cut leaves it: this process is alive, and no PostgreSQL

    done = execute(data, sys.executable, "-c", REPORT)

    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["office keeps"]) == len(report["office keeps"]) + 1


def test_cluster_of_another_version_is_refused_in_one_line(tmp_path):
    cluster = tmp_path / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("12\n")

    done = execute(tmp_path, "true")

    assert done.returncode == 1
    assert "written by PostgreSQL 12" in done.stderr
    assert done.stderr.count("\n") == 1


def test_data_directory_in_use_is_refused(tmp_path):
    with sole_use(tmp_path), pytest.raises(CannotStart, match=f"in use by process {os.getpid()}"):  # noqa: SIM117
        with services(tmp_path):
            pass


def test_data_directory_of_another_user_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    with pytest.raises(CannotStart, match="belongs to the user"):
        claim(tmp_path)


def test_data_directory_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match="set PORTAL_DATA"):
        claim(tmp_path / "file" / "data")


def test_secret_key_is_made_once_and_for_the_owner_only(tmp_path):
    first = secret_key(tmp_path)

    assert secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ({}, {"postgres": True, "redis": True}),
        ({"REDIS_URL": "redis://r"}, {"postgres": True, "redis": False}),
        (
            {"DATABASE_URL": "postgresql://a", "PUBLIC_DATABASE_URL": "postgresql://b"},
            {"postgres": False, "redis": True},
        ),
    ],
)
def test_services_named_in_the_environment_are_not_started(given, needed, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert services_needed() == needed


def test_office_database_without_public_one_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://a")
    monkeypatch.delenv("PUBLIC_DATABASE_URL", raising=False)

    with pytest.raises(CannotStart, match="together"):
        services_needed()


SEND = """
import django
django.setup()
from django.core.mail import send_mail
send_mail("subject", "words", None, ["somebody@example.org"])
"""
OF_NO_PERSON = {"static", "stamps", "lock", "services.json", "application.json"}


@pytest.mark.slow
def test_what_is_personal_in_the_data_directory_is_for_its_owner_only(tmp_path, monkeypatch):
    for name in ("SECRET_KEY", "CELL_PUBLIC_KEY_FILE", "CELL_PRIVATE_KEYS"):
        monkeypatch.delenv(name, raising=False)  # so that they are made here
    earlier = tmp_path / "mail"
    earlier.mkdir(mode=0o755)
    earlier.chmod(0o755)

    done = execute(tmp_path, sys.executable, "-c", SEND)

    assert done.returncode == 0, done.stderr
    assert len(list(earlier.iterdir())) == 1
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes) >= {"mail", "keys", "logs", "postgres", "redis", "secret-key"}
    open_to_others = {name: oct(mode) for name, mode in modes.items() if mode & 0o077 and name not in OF_NO_PERSON}
    assert open_to_others == {}


def test_mail_folder_is_made_before_django_makes_it_readable_for_all(tmp_path):
    claim(tmp_path / "new")

    assert stat.S_IMODE((tmp_path / "new" / "mail").stat().st_mode) == 0o700
