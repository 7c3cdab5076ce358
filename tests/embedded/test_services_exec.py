"""`embedded.services exec`: returns the exit code of the command and leaves no process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from embedded.directories import socket_directory
from embedded.processes import recover, survivors

ROOT = Path(__file__).resolve().parents[2]
SERVICES = 2
LIMIT = 30


@pytest.fixture
def start(tmp_path):
    """Start `exec` with a command; what a failing test leaves alive is killed."""
    started = []

    def start_command(*command: str) -> subprocess.Popen[str]:
        given = ("DATABASE_URL", "PUBLIC_DATABASE_URL", "REDIS_URL")
        env = {name: value for name, value in os.environ.items() if name not in given}
        process = subprocess.Popen(
            [sys.executable, "-m", "embedded.services", "exec", "--volatile", "--", *command],
            cwd=ROOT,
            env={**env, "PORTAL_DATA": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start_command
    for process in started:
        process.kill()
        process.communicate()


def family_once_running(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """All descendants, PostgreSQL's included, after the command has said that it runs."""
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) > SERVICES
    return family


RUN_FOR_LONG = ("sh", "-c", "echo running; exec sleep 600")


@pytest.mark.slow
@pytest.mark.parametrize("code", [0, 3])
def test_exec_hands_back_the_exit_code(start, code):
    process = start("sh", "-c", f"exit {code}")

    assert process.wait(LIMIT) == code


@pytest.mark.slow
def test_exec_of_a_command_killed_by_a_signal_says_which(start):
    process = start("sh", "-c", "kill -9 $$")

    assert process.wait(LIMIT) == 128 + signal.SIGKILL


@pytest.mark.slow
def test_exec_of_a_missing_command_is_refused_in_one_line(start):
    process = start("no-such-command")

    _, complaint = process.communicate(timeout=LIMIT)

    assert process.returncode == 1
    # A folder of PATH that one may not look into makes it "permission denied".
    assert complaint.startswith("no-such-command cannot be run: ")
    assert complaint.count("\n") == 1


def still_running(family: list[psutil.Process], timeout: float) -> list[psutil.Process]:
    """Without those that have ended and only wait for the machine's first process to take note."""
    _, left = psutil.wait_procs(family, timeout=timeout)
    return [process for process in left if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.slow
def test_exec_terminated_leaves_no_process_and_no_socket(start, tmp_path):
    process = start(*RUN_FOR_LONG)
    family = family_once_running(process)

    process.terminate()
    code = process.wait(LIMIT)

    assert code == 128 + signal.SIGTERM
    assert still_running(family, timeout=1) == []
    assert not socket_directory(tmp_path).exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_exec_killed_takes_its_services_along(start):
    process = start(*RUN_FOR_LONG)
    family = family_once_running(process)

    process.kill()
    process.wait(LIMIT)

    assert still_running(family, timeout=LIMIT) == []


@pytest.fixture
def left_over():
    """A process that a killed run left behind and that does not listen to a polite signal."""
    process = subprocess.Popen(["sleep", "600"])
    process.send_signal(signal.SIGSTOP)
    yield process
    process.kill()
    process.wait(LIMIT)


def note(ledger: Path, process: subprocess.Popen[bytes], *, started_earlier: float = 0) -> None:
    started = psutil.Process(process.pid).create_time() - started_earlier
    ledger.write_text(json.dumps([[process.pid, started, signal.SIGTERM]]))


def test_recover_stops_what_a_killed_run_left_behind(left_over, tmp_path):
    note(tmp_path / "ledger", left_over)

    recover([tmp_path / "ledger"], grace=0.2)

    assert left_over.poll() is not None


def test_recover_spares_another_process_with_a_reused_number(left_over, tmp_path):
    note(tmp_path / "ledger", left_over, started_earlier=3600)

    recover([tmp_path / "ledger"], grace=0.2)

    assert left_over.poll() is None


@pytest.mark.parametrize("text", [None, "", "[[1,"])
def test_recover_without_a_readable_ledger_does_nothing(text, tmp_path):
    if text is not None:
        (tmp_path / "ledger").write_text(text)

    assert survivors(tmp_path / "ledger") == []
