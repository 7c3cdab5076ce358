"""Threat 43 at the reverse proxy: nothing that passes through nginx with our configuration is written to its disk."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from tests.security.reverse_proxy import ADDRESS, CONFIG, Proxy, reverse_proxy

MIB = 1024 * 1024
CANARY = b"canaryproxy"
LARGEST_ANSWER = 12 * MIB
SIZES = re.compile(r"(client_max_body_size|client_body_buffer_size) (\d+)m;")


class Portal(BaseHTTPRequestHandler):
    """Says how many bytes it received, and sends a large file."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Quietly."""

    def do_POST(self) -> None:
        received = len(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(str(received).encode())

    def do_GET(self) -> None:
        self._answer(CANARY + b"x" * (LARGEST_ANSWER - len(CANARY)))

    def _answer(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def portal() -> Iterator[int]:
    with ThreadingHTTPServer((ADDRESS, 0), Portal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def upload(proxy: Proxy, path: str, size: int, *, chunked: bool = False) -> int:
    body = CANARY + b"x" * (size - len(CANARY))
    parts = (body[start : start + MIB] for start in range(0, size, MIB))
    with closing(http.client.HTTPConnection(ADDRESS, proxy.port, timeout=60)) as connection:
        connection.request("POST", path, parts if chunked else body, encode_chunked=chunked,
                           headers={"Transfer-Encoding": "chunked"} if chunked else {})  # fmt: skip
        answer = connection.getresponse()
        return int(answer.read()) if answer.status == 200 else -answer.status


@contextmanager
def slow_reader(proxy: Proxy, path: str) -> Iterator[socket.socket]:
    """Has asked, and has not read anything yet."""
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect((ADDRESS, proxy.port))
        reader.sendall(f"GET {path} HTTP/1.1\r\nHost: {ADDRESS}\r\nConnection: close\r\n\r\n".encode())
        time.sleep(1)
        yield reader


def received(reader: socket.socket) -> int:
    total = 0
    while part := reader.recv(MIB):
        total += len(part)
    return total


@pytest.mark.slow
@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("path", "size"),
    [("/members/drafts/1/files/", 11 * MIB), ("/staff/concerns/new/", 42 * MIB), ("/accounts/login/", 2 * MIB)],
)
def test_upload_waits_in_memory(portal: int, tmp_path: Path, path: str, size: int, chunked: bool) -> None:
    with reverse_proxy(tmp_path / "nginx", portal) as proxy:
        assert upload(proxy, path, size, chunked=chunked) == size
        assert proxy.watch.appeared() == []
        assert CANARY not in proxy.logs()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/members/concerns/1/files/1/", "/staff/concerns/files/1/open/", "/ar/reports/"])
def test_answer_that_is_read_slowly_waits_in_memory(portal: int, tmp_path: Path, path: str) -> None:
    with reverse_proxy(tmp_path / "nginx", portal) as proxy, slow_reader(proxy, path) as reader:
        assert proxy.watch.appeared() == []
        assert received(reader) > LARGEST_ANSWER
        assert proxy.watch.appeared() == []


@pytest.mark.slow
def test_watch_finds_what_nginx_writes_without_our_two_settings(portal: int, tmp_path: Path) -> None:
    left_out = ("client_body_buffer_size", "proxy_max_temp_file_size", "proxy_buffers")

    with reverse_proxy(tmp_path / "nginx", portal, without=left_out) as proxy:
        upload(proxy, "/members/drafts/1/files/", 11 * MIB)
        assert waited_for(proxy), "an upload without a large buffer is written to a file"
        with slow_reader(proxy, "/staff/concerns/files/1/open/"):
            assert waited_for(proxy), "an answer that waits is written to a file"


def waited_for(proxy: Proxy) -> bool:
    deadline = time.monotonic() + 20
    while not (found := proxy.watch.appeared()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(found)


def test_no_request_is_taken_that_is_larger_than_its_buffer() -> None:
    """Of each part of the configuration, that of the whole server first."""
    found = [[int(size) for _name, size in SIZES.findall(part)] for part in CONFIG.read_text().split("location ")]
    sizes = [part for part in found if part]

    assert len(sizes) == 3
    assert all(len(part) == 2 and part[0] < part[1] for part in sizes)


@pytest.mark.parametrize("name", sorted(settings.LARGE_BODIES))
def test_largest_request_of_a_view_passes_the_proxy(name: str) -> None:
    draft = uuid.UUID(int=1)
    arguments: dict[str, list[object]] = {
        "members:draft_step": [draft, 2], "members:draft_file_add": [draft], "members:draft_file_remove": [draft, 1],
        "members:receipt_scan": [1],
    }  # fmt: skip
    address = reverse(name, args=arguments.get(name, []))
    parts = [part.split(" {", 1) for part in CONFIG.read_text().split("location ")]
    _path, rules = max((part for part in parts if address.startswith(part[0])), key=lambda part: len(part[0]))

    assert settings.LARGE_BODIES[name] <= int(dict(SIZES.findall(rules))["client_max_body_size"]) * MIB


def test_too_large_a_request_is_refused_and_leaves_nothing(portal: int, tmp_path: Path) -> None:
    with reverse_proxy(tmp_path / "nginx", portal) as proxy:
        assert upload(proxy, "/accounts/login/", 3 * MIB + 1) == -413
        assert upload(proxy, "/ar/", MIB) == MIB
        assert proxy.watch.appeared() == []


def test_failure_of_the_proxy_itself_is_logged_without_the_address_that_was_asked_for(
    portal: int, tmp_path: Path
) -> None:
    """The folder for bodies is missing, which nginx takes for critical."""
    with reverse_proxy(tmp_path / "nginx", portal, without=("client_body_buffer_size",)) as proxy:
        (proxy.folder / "client_body").rmdir()

        answered = upload(proxy, f"/members/follow-{CANARY.decode()}/", MIB)

        assert answered == -500
        deadline = time.monotonic() + 10
        while b" 500 " not in proxy.logs() and time.monotonic() < deadline:
            time.sleep(0.05)  # the line comes after the answer
        assert b" 500 " in proxy.logs()
        assert CANARY not in proxy.logs()
