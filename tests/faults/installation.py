"""A whole portal as on a server, with settings of production: PostgreSQL, Redis, web server, worker, clock, mail, scanner."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
from PIL import Image

from embedded.directories import log_file, private_sockets
from embedded.network import ADDRESS
from embedded.postgres import DATABASE, SUPERUSER, clean_environment, program_folder
from embedded.processes import Child, Processes
from embedded.sealing_keys import cell_keys
from embedded.steps import ROOT
from embedded.supervisor import gunicorn_options
from tests.faults.cluster import Database, Redis
from tests.faults.stand_ins import MailServer, Scanner

HOST = "portal.example"
CSRF = "b" * 32
BOUNDARY = "a-boundary-of-the-fault-tests"
LETTERS = 110
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "MACHOURA_LOCAL": "0",
    "ALLOWED_HOSTS": f"{HOST},{ADDRESS},testserver",
    "PUBLIC_ORIGIN": f"https://{HOST}",
    "BEHIND_PROXY": "1",
    "MAIL_FROM": f"portal@{HOST}",
    "EMAIL_HOST": ADDRESS,
    "EMAIL_USE_TLS": "0",
    "STAFF_MFA_REQUIRED": "0",
    "SUBMISSIONS_PER_HOUR": "1000000",
    "SUBMISSIONS_PER_DAY": "1000000",
    "SECRET_KEY": "a key of the fault tests, for no longer than they last",
    "OUTBOX_LEASE_SECONDS": "4",
    "OUTBOX_RETRY_SECONDS": "1",
    "OUTBOX_SWEEP_SECONDS": "2",
    "LOG_LEVEL": "INFO",
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str
    seconds: float


@dataclass
class Installation:
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="machoura-faults-")))

    def start(self, dump: bytes) -> None:
        self.folder.chmod(0o711)
        self._sockets = private_sockets(self.folder)
        sockets = self._sockets.__enter__()
        self.processes = Processes(self.folder / "processes.json")
        self.database = Database(self.folder, sockets, self.processes)
        self.redis = Redis(self.folder, sockets, self.processes)
        self.mail, self.scanner = MailServer(), Scanner()
        self.env = clean_environment() | PRODUCTION | self.database.begin() | self.redis.start()
        self.env |= cell_keys(self.folder) | {
            "PORTAL_DATA": str(self.folder),
            # What `make test` has collected: nothing in it depends on the settings of production.
            "STATIC_ROOT": str(Path(os.environ["PORTAL_DATA"]).absolute() / "static"),
            "EMAIL_PORT": str(self.mail.port),
            "CLAMD_URL": f"tcp://{ADDRESS}:{self.scanner.port}",
        }
        self._restore(dump)
        self.stage = self.run("tests.faults.stage", str(LETTERS))
        self.letters = iter(self.stage["letters"])
        self._start_application()

    def stop(self) -> None:
        for child in self.processes.children:
            child.process.send_signal(signal.SIGCONT)
        self.processes.stop(grace=5)
        self.mail.stop()
        self.scanner.stop()
        self.database.end()
        self._sockets.__exit__(None, None, None)
        shutil.rmtree(self.folder, ignore_errors=True)

    def get(self, path: str, **options: Any) -> Answer:
        return self._ask("GET", path, None, **options)

    def post(self, path: str, typed: dict[str, Any], **options: Any) -> Answer:
        return self._ask("POST", path, urllib.parse.urlencode({"csrfmiddlewaretoken": CSRF, **typed}), **options)

    def post_with_photo(self, path: str, typed: dict[str, Any], **options: Any) -> Answer:
        stream = BytesIO()
        Image.new("RGB", (40, 30), "red").save(stream, "JPEG")
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": CSRF, **typed}.items()
        ]
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n'
        body = b"".join([*parts, f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), stream.getvalue()])
        body += f"\r\n--{BOUNDARY}--\r\n".encode()
        return self._ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}", **options)

    def run(self, module: str, *arguments: str) -> Any:
        """What ``module`` prints last, as JSON, in a process with the settings of this portal."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def mails_to(self, address: str) -> int:
        """As accepted by the mail server."""
        return sum(f"To: {address}" in mail for mail in self.mail.accepted)

    def child(self, name: str) -> Child:
        return next(child for child in reversed(self.processes.children) if child.name == name)

    def web_workers(self) -> list[psutil.Process]:
        return psutil.Process(self.child("web").process.pid).children()

    def start_worker(self) -> None:
        """As the service manager does after the worker has ended, whatever ended it."""
        celery = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--concurrency", "2"]
        self._start("worker", [*celery, "--without-gossip", "--without-mingle", "-l", "INFO"])

    def log(self, name: str) -> str:
        return log_file(self.folder, name).read_text(errors="replace")

    def errors(self, name: str) -> str:
        return "\n".join(line for line in self.log(name).splitlines() if '"error"' in line)[-3000:]

    def _start_application(self) -> None:
        self.port = _free_port()
        python = [sys.executable, "-m"]
        self._start("web", [*python, "gunicorn", "config.wsgi", *gunicorn_options(self.port)])
        self.start_worker()
        beat = ["--schedule", str(self.folder / "schedule"), "--pidfile=", "-l", "INFO"]
        self._start("clock", [*python, "celery", "-A", "config.celery", "beat", *beat])
        wait_until(lambda: self.get("/health/ready").status == 200, 60, "the portal does not start")
        wait_until(lambda: " ready." in self.log("worker"), 60, "the worker does not start")

    def _start(self, name: str, command: list[str]) -> None:
        self.processes.start(name, command, env=self.env, log=log_file(self.folder, name), cwd=ROOT)

    def _restore(self, dump: bytes) -> None:
        where = ["-h", str(self.database.sockets), "-p", "5432", "-U", SUPERUSER, "-d", DATABASE]
        command = [str(program_folder() / "psql"), "-q", "-X", *where]
        done = subprocess.run(command, input=dump, env=clean_environment(), capture_output=True)
        assert done.returncode == 0, done.stderr[-3000:]

    def _ask(
        self,
        method: str,
        path: str,
        body: str | bytes | None,
        *,
        cookies: str = "",
        timeout: float = 30,
        **headers: str,
    ) -> Answer:
        connection = http.client.HTTPConnection(ADDRESS, self.port, timeout=timeout)
        sent = {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": f"{cookies}; __Host-csrftoken={CSRF}"}
        if body is not None:
            sent |= {"Origin": f"https://{HOST}", "Content-Type": "application/x-www-form-urlencoded"}
        started = time.monotonic()
        try:
            connection.request(
                method, path, body, sent | {name.replace("_", "-"): value for name, value in headers.items()}
            )
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        return Answer(response.status, response.headers, text, time.monotonic() - started)


def template_dump(database: str, parameters: dict[str, Any]) -> bytes:
    """The migrated, empty database that all tests start from."""
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    login = {name: str(parameters[key]) for name, key in names.items() if parameters.get(key)}
    command = [str(program_folder() / "pg_dump"), database]
    return subprocess.run(command, env=clean_environment() | login, capture_output=True, check=True).stdout


def wait_until(holds: Callable[[], Any], seconds: float, otherwise: str) -> float:
    """Seconds that it took; errors of a connection count as not yet."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        try:
            if holds():
                return time.monotonic() - started
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{otherwise} after {seconds:.0f} s")


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])
