"""The answers that nginx makes itself carry the headers of the portal, and the portal's own carry each of them once."""

from __future__ import annotations

import http.server
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest
from django.http import HttpResponse

from tests.security.observatory import modifiers, score

CONFIGURATION = (Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf").read_text()
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
FROM_PORTAL = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'", "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=()",
}  # fmt: skip
pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx, which CI installs")


class Portal(http.server.BaseHTTPRequestHandler):
    """In the place of the portal: every address is not found, with headers of its own."""

    def do_GET(self) -> None:
        self.send_response(404)
        for name, value in FROM_PORTAL.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def configured(folder: Path, *, plain: int, tls: int, portal: int, staff: int) -> str:
    """The documented file with ports of its own and without certificates."""
    text = CONFIGURATION.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{tls};")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{portal}").replace("127.0.0.1:8001", f"127.0.0.1:{staff}")
    text = re.sub(r"^\s*ssl_.*$", "", text, flags=re.MULTILINE).replace("/var/log/nginx", str(folder))
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {places}\n{text}\n}}"


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[dict[str, int]]:
    found = {name: free_port() for name in ("plain", "tls", "portal", "staff")}
    (tmp_path / "nginx.conf").write_text(configured(tmp_path, **found))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", found["portal"]), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    process = subprocess.Popen([str(NGINX), "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)])
    try:
        wait_for(found["tls"])
        yield found
    finally:
        process.terminate()
        process.wait(10)
        server.shutdown()
        server.server_close()


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nginx did not start")


def ask(port: int, path: str, **headers: str) -> tuple[int, HTTPMessage]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": "portal.example"} | headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


def scored(headers: HTTPMessage) -> HttpResponse:
    return HttpResponse(headers={name: value for name, value in headers.items() if name != "Connection"})


@pytest.mark.parametrize(
    ("status", "server", "path", "headers"),
    [
        (301, "plain", "/ar/", {}),
        (502, "tls", "/staff/", {}),
        (413, "tls", "/members/", {"Content-Length": str(10**9)}),
        (414, "tls", "/" + "a" * 20_000, {}),
    ],
    ids=["redirect to https", "portal away", "too large", "address too long"],
)
def test_answer_of_nginx_itself_has_the_headers(ports, status, server, path, headers):
    found, sent = ask(ports[server], path, **headers)

    assert found == status
    assert score(scored(sent)) >= 130, modifiers(scored(sent))
    assert "camera=()" in sent["Permissions-Policy"]
    assert sent["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not re.search(r"\d", sent["Server"]), "the version of nginx is told"


@pytest.mark.slow
def test_answer_of_the_portal_keeps_its_own_headers(ports):
    status, sent = ask(ports["tls"], "/ar/")

    assert status == 404
    assert {name: sent.get_all(name) for name in FROM_PORTAL} == {name: [value] for name, value in FROM_PORTAL.items()}


def test_forged_host_is_not_redirected_to(ports):
    status, sent = ask(ports["plain"], "/ar/", Host="evil.example")

    assert status == 301
    assert sent["Location"] == "https://portal.example/ar/"
