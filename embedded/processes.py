"""Child processes that end with this process: each in its own session, each gets a signal when the parent dies."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
PAUSE = 0.05
# Seconds. If the clock is corrected between two runs, the start time of a process changes a little.
SAME_START = 2.0


def libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with(parent: int, signal_number: int = signal.SIGTERM) -> None:
    """Ask the kernel for a signal when `parent` ends. Linux only; elsewhere `recover` stops the children at the next start."""
    library = libc()
    if library is None:
        return
    library.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the request
        os._exit(1)


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]
    stop_signal: int
    log: Path | None

    def ended(self) -> bool:
        return self.process.poll() is not None

    def last_words(self, lines: int = 20) -> str:
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Processes:
    """The children of one run, recorded in a file so that the next run can stop those that a crash left running."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.children: list[Child] = []

    def start(
        self,
        name: str,
        command: list[str],
        *,
        env: dict[str, str],
        log: Path | None,
        cwd: Path,
        stop_signal: int = signal.SIGTERM,
        before: Callable[[], None] | None = None,
    ) -> Child:
        """`before` runs in the child before :func:`die_with`: a change of user clears the parent-death signal."""
        parent = os.getpid()

        def prepare() -> None:
            if before:
                before()
            die_with(parent, stop_signal)

        with (log or Path(os.devnull)).open("ab") as output:
            process = subprocess.Popen(  # nosec B603  # our own command, no shell
                command,
                env=env,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=prepare,
            )
        child = Child(name, process, stop_signal, log)
        self.children.append(child)
        self._write_ledger()
        return child

    def first_ended(self) -> Child | None:
        return next((child for child in self.children if child.ended()), None)

    def stop(self, *, grace: float) -> None:
        """SIGTERM (or the program's own signal), wait, SIGKILL; for the whole process groups of the children."""
        for child in self.children:
            if not child.ended():
                child.process.send_signal(child.stop_signal)
        deadline = time.monotonic() + grace
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(PAUSE, deadline - time.monotonic()))
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self.children.clear()
        self.ledger.unlink(missing_ok=True)

    def _write_ledger(self) -> None:
        alive = [child for child in self.children if not child.ended()]
        rows = [[child.process.pid, start_time(child.process.pid), child.stop_signal] for child in alive]
        unfinished = self.ledger.with_suffix(".new")
        unfinished.write_text(json.dumps(rows))
        unfinished.replace(self.ledger)


def start_time(pid: int) -> float:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0


def recover(ledgers: Iterable[Path], *, grace: float = 10) -> None:
    """Stop children that a killed run left running. A reused process number is recognised by another start time."""
    left: list[tuple[psutil.Process, int]] = []
    for ledger in ledgers:
        left += survivors(ledger)
    for process, stop_signal in left:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(stop_signal)
    _, stubborn = psutil.wait_procs([process for process, _ in left], timeout=grace)
    for process in stubborn:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stubborn, timeout=grace)


def survivors(ledger: Path) -> list[tuple[psutil.Process, int]]:
    try:
        rows = json.loads(ledger.read_text())
    except (FileNotFoundError, ValueError):
        return []
    found = []
    for pid, started, stop_signal in rows:
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            if abs(process.create_time() - started) < SAME_START:
                found.append((process, stop_signal))
    return found
