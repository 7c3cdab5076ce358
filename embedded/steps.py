"""Timed steps, and stamp files to skip a step at the next start. Standard library only: packages may not be installed yet."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUFFER = 1 << 20


def say(line: str = "") -> None:
    print(line, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print the name of the step and, at its end, how long it took."""
    print(f"  {title} … ", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def digest(files: Iterable[Path], *words: str) -> str:
    """A hash of the names and contents of files. Not of modification times, which differ in every clone."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        total.update(os.fsencode(path.relative_to(ROOT)) + b"\0")
        with path.open("rb") as stream:
            while chunk := stream.read(BUFFER):
                total.update(chunk)
    return total.hexdigest()


class Stamp:
    """A file with the hash of the inputs for which a step was last completed."""

    def __init__(self, path: Path, value: str) -> None:
        self.path = path
        self.value = value

    def is_fresh(self) -> bool:
        try:
            return self.path.read_text() == self.value
        except FileNotFoundError:
            return False

    def set(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.value)

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)


def complain(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1
