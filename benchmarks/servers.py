"""Starts the portal like `make run`, and the servers that it is compared with, on separate ports."""

from __future__ import annotations

import getpass
import http.client
import os
import shutil
import socket
import sys
import time
from pathlib import Path

from embedded.network import ADDRESS
from embedded.processes import PAUSE, Processes
from embedded.steps import ROOT
from embedded.supervisor import gunicorn_options

START_LIMIT = 60
WORKERS = 2
NGINX = """
daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log stderr warn; {user}
events {{ }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  upstream portal {{ server {address}:{warm}; keepalive 16; }}
  server {{
    listen {address}:{file};
    root {folder};
    default_type "text/html; charset=utf-8";
    add_header Content-Encoding gzip;
    location / {{ rewrite ^ /page.gz break; }}
  }}
  server {{
    listen {address}:{proxy};
    location / {{
      proxy_pass http://portal;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host {address};
    }}
  }}
}}
"""


class Servers:
    """``folder``: for logs; must contain the page as ``page.gz`` before :meth:`bare` and :meth:`nginx` are called. ``workers``: of each
    server; as many as `make run` starts, or fewer where no time is judged."""

    def __init__(self, folder: Path, processes: Processes, env: dict[str, str], workers: int = WORKERS) -> None:
        self.folder = folder
        self.processes = processes
        self.env = env
        self.workers = workers

    def portal(self, name: str, *, workers: int = 0, **changed: str) -> int:
        return self._gunicorn(name, "config.wsgi", self.env | changed, workers or self.workers)

    def bare(self) -> int:
        env = self.env | {"BENCHMARK_PAGE": str(self.folder / "page.gz")}
        return self._gunicorn("bare", "benchmarks.bare", env, self.workers)

    def nginx(self, warm: int) -> dict[str, int]:
        """Ports by name; empty if nginx is not installed."""
        program = shutil.which("nginx")
        if program is None:
            return {}
        ports = {"file": free_port(), "proxy": free_port()}
        user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
        config = self.folder / "nginx.conf"
        config.write_text(NGINX.format(folder=self.folder, user=user, address=ADDRESS, warm=warm, **ports))
        self._start(
            "nginx", [program, "-p", str(self.folder), "-e", "stderr", "-c", str(config)], self.env, *ports.values()
        )
        return ports

    def _gunicorn(self, name: str, application: str, env: dict[str, str], workers: int) -> int:
        port = free_port()
        options = [*gunicorn_options(port), f"--workers={workers}"]  # the last one counts
        self._start(name, [sys.executable, "-m", "gunicorn", application, *options], env, port)
        return port

    def _start(self, name: str, command: list[str], env: dict[str, str], *ports: int) -> None:
        child = self.processes.start(name, command, env=env, log=self.folder / f"{name}.log", cwd=ROOT)
        deadline = time.monotonic() + START_LIMIT
        for port in ports:
            while not listens(port):
                if child.ended() or time.monotonic() > deadline:
                    raise RuntimeError(f"{name} did not start:\n{child.last_words()}")
                time.sleep(PAUSE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((ADDRESS, port)) == 0


def fetch(port: int, path: str) -> http.client.HTTPResponse:
    """Request with gzip, like a browser, and read the body."""
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.body = response.read()
    connection.close()
    return response
