"""Behaviour of the virus scanner, with a small server that implements its protocol."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.files import scan
from core.files.scan import Verdict

pytestmark = pytest.mark.usefixtures("unknown_scanner")

# In two pieces, or a scanner on the developer's machine takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 5


class Scanner:
    """Takes INSTREAM requests one after the other; ``answer`` turns the content into the reply, ``None`` never replies."""

    def __init__(self, listener: socket.socket, answer: Callable[[bytes], bytes | None]) -> None:
        self.listener, self.answer = listener, answer
        self.asked: list[bytes] = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                self._one(connection)

    def _one(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(length)
        self.asked.append(content)
        reply = self.answer(content)
        if reply is None:
            self.over.wait(LIMIT)
        else:
            connection.sendall(reply)

    def stop(self) -> None:
        self.over.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(LIMIT)


def usual(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture
def start(settings: Any) -> Iterator[Callable[..., Scanner]]:
    started: list[Scanner] = []

    def start_scanner(answer: Callable[[bytes], bytes | None] = usual) -> Scanner:
        listener = socket.create_server(("127.0.0.1", 0))
        settings.CLAMD_URL = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        started.append(Scanner(listener, answer))
        return started[-1]

    yield start_scanner
    for scanner in started:
        scanner.stop()


@pytest.fixture
def nobody(settings: Any) -> None:
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def test_without_a_scanner_nothing_is_scanned(settings):
    settings.CLAMD_URL = ""

    assert scan.scan(EICAR) == Verdict.NOT_SCANNED


@pytest.mark.parametrize("content", [b"", b"x", b"x" * (2 * scan.CHUNK + 1)])
def test_harmless_content_is_clean_and_arrives_whole(start, content):
    scanner = start()

    assert scan.scan(content) == Verdict.CLEAN
    assert scanner.asked == [content]


def test_test_virus_is_found(start):
    start()

    assert scan.scan(b"before" + EICAR) == Verdict.INFECTED


def test_scanner_on_a_socket_file_answers(settings, tmp_path: Path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "s"))
    listener.listen()
    settings.CLAMD_URL = f"unix://{tmp_path}/s"
    scanner = Scanner(listener, usual)

    assert [scan.scan(b"x"), scan.scan(EICAR)] == [Verdict.CLEAN, Verdict.INFECTED]
    scanner.stop()


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"garbage\0",
        b"stream: OK but FOUND not\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"x" * 100_000,
        b"\xff\0",
    ],
)
def test_scanner_with_an_invalid_answer_gives_unknown(start, reply):
    start(lambda content: reply)

    assert scan.scan(b"x") == Verdict.UNKNOWN


@pytest.mark.usefixtures("nobody")
def test_scanner_that_is_down_gives_unknown():
    assert scan.scan(b"x") == Verdict.UNKNOWN
    assert scan.is_away()


def test_missing_socket_file_gives_unknown(settings, tmp_path):
    settings.CLAMD_URL = f"unix://{tmp_path}/nothing"

    assert scan.scan(b"x") == Verdict.UNKNOWN


def test_scanner_that_hangs_is_not_asked_again_during_the_pause(start, monkeypatch):
    monkeypatch.setattr(scan, "ANSWER_LIMIT", 0.2)
    scanner = start(lambda content: None)

    verdicts = [scan.scan(b"x") for _ in range(8)]

    assert verdicts == [Verdict.UNKNOWN] * 8
    assert len(scanner.asked) == 1


def test_scanner_is_asked_again_after_the_pause(start, monkeypatch):
    start()
    monkeypatch.setattr(scan._Silence, "until", float("inf"))
    silent = scan.scan(b"x")

    monkeypatch.setattr(scan._Silence, "until", 0.0)

    assert [silent, scan.scan(b"x")] == [Verdict.UNKNOWN, Verdict.CLEAN]
