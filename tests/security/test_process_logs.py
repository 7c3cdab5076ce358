"""Threat 25: what gunicorn and Celery write by themselves, as real processes, holds nothing of a request or of a message."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config.celery import app as celery
from config.server_log import WithoutRequest
from embedded.processes import die_with
from embedded.supervisor import gunicorn_options

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canaryprocess"
# The server's own parser refuses each before Django sees it.
UNREADABLE = {
    "version": f"GET /follow/{CANARY}/ HTTP/9.9\r\n\r\n",
    "method": f"GE{CANARY}\x01 / HTTP/1.1\r\n\r\n",
    "header": f"GET / HTTP/1.1\r\nCookie sessionid={CANARY}\r\n\r\n",
    "length": f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {CANARY}\r\n\r\n",
}
WSGI = """
def application(environ, start_response):
    raise RuntimeError("canaryprocess " + environ["PATH_INFO"])
"""


@contextmanager
def running(command: list[str], log: Path, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    parent = os.getpid()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | env, stdout=output, stderr=subprocess.STDOUT,
            preexec_fn=lambda: die_with(parent),
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def until(ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def send(port: int, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request.encode())
        return connection.recv(4096)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("is_ours", [True, False])
def test_server_logs_that_a_request_was_wrong_and_not_what_was_in_it(tmp_path: Path, is_ours: bool) -> None:
    port, log = free_port(), tmp_path / "log"
    (tmp_path / "failing.py").write_text(WSGI)
    options = [each for each in gunicorn_options(port) if is_ours or "logger-class" not in each]

    with running([sys.executable, "-m", "gunicorn", f"--pythonpath={tmp_path}", "failing", *options], log):
        until(lambda: listens(port), log)
        answers = [send(port, request) for request in UNREADABLE.values()]
        send(port, f"GET /{CANARY}/ HTTP/1.1\r\nHost: a\r\n\r\n")
        until(lambda: "Error handling request" in log.read_text(), log)

    assert all(answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")) for answer in answers)
    found = log.read_text()
    assert found.count("Invalid request") == len(UNREADABLE)
    assert (CANARY in found) is not is_ours
    assert ("RuntimeError at" in found) is is_ours


def test_server_says_why_it_cannot_start() -> None:
    failed = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, "Exception in worker process", (), None)

    assert WithoutRequest().filter(failed)
    assert failed.getMessage() == "Exception in worker process"


@pytest.mark.slow
def test_worker_logs_nothing_of_a_message_that_it_cannot_do(tmp_path: Path) -> None:
    """Celery's own line about a task that nobody knows repeats the whole message."""
    queue, log = f"test-{uuid.uuid4().hex}", tmp_path / "log"
    command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "-Q", queue, "--concurrency", "1",
               "--without-gossip", "--without-mingle", "-l", "DEBUG"]  # fmt: skip
    given: dict[str, Any] = {"queue": queue, "retry": False}

    with running(command, log, REDIS_URL=settings.REDIS_URL, LOG_LEVEL="DEBUG"):
        celery.send_task("nobody.knows", args=[CANARY], kwargs={"text": CANARY}, **given)
        celery.send_task("core.tasks.drain_outbox", args=[CANARY], **given)
        until(lambda: "TypeError" in log.read_text() and "unregistered" in log.read_text(), log)

    assert CANARY not in log.read_text()
