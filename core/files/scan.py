"""The optional virus scanner: clamd, asked over its INSTREAM command (``CLAMD_URL``)."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from core.models import StoredFile

Verdict = StoredFile.Verdict
ANSWER_LIMIT = 8
CONNECT_LIMIT = 2
LONGEST_ANSWER = 4096
CHUNK = 64 * 1024
PAUSE = 30
log = structlog.get_logger(__name__)


class _Silence:
    """After a failure the scanner is not asked for :data:`PAUSE` seconds, so that not every file waits for the timeout."""

    until = 0.0


def scan(content: bytes) -> Verdict:
    """``NOT_SCANNED`` if no scanner is set up; ``UNKNOWN`` if it is down, slow or gives no result."""
    if not settings.CLAMD_URL:
        return Verdict.NOT_SCANNED
    if is_away():
        return Verdict.UNKNOWN
    try:
        answer = _ask(content)
    except OSError as error:
        log.warning("scanner_away", error=type(error).__name__)
        _Silence.until = time.monotonic() + PAUSE
        return Verdict.UNKNOWN
    return _verdict(answer)


def is_away() -> bool:
    return time.monotonic() < _Silence.until


def _verdict(answer: bytes) -> Verdict:
    words = answer.rstrip(b"\0\n")
    if words == b"stream: OK":
        return Verdict.CLEAN
    if words.startswith(b"stream: ") and words.endswith(b" FOUND"):
        return Verdict.INFECTED
    log.warning("scanner_not_understood", length=len(answer))
    return Verdict.UNKNOWN


def _ask(content: bytes) -> bytes:
    """Send ``content`` to clamd and return its answer, within :data:`ANSWER_LIMIT` seconds; raises ``OSError`` (also ``TimeoutError``)."""
    deadline = time.monotonic() + ANSWER_LIMIT
    with closing(_connection()) as connection:
        for part in _parts(content):
            _limit(connection, deadline)
            connection.sendall(part)
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            _limit(connection, deadline)
            if not (received := connection.recv(LONGEST_ANSWER)):
                break
            answer += received
    return answer


def _parts(content: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        yield struct.pack("!L", len(chunk)) + chunk
    yield struct.pack("!L", 0)


def _limit(connection: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)


def _connection() -> socket.socket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(CONNECT_LIMIT)
        try:
            connection.connect(address.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((address.hostname, address.port), timeout=CONNECT_LIMIT)
