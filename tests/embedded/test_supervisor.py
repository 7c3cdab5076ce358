"""`make run` around a stand-in for the portal that starts at once: the supervisor is what is looked at here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 60
STAND_INS = {
    "config/settings.py": "",
    "config/celery.py": (
        "import os\n"
        "from celery import Celery\n"
        "app = Celery('stand-in', broker=os.environ['REDIS_URL'].replace('unix://', 'redis+socket://'))\n"
    ),
    "config/wsgi.py": (
        "def application(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [b'stand-in']\n"
    ),
    "core/management/commands/build_fonts.py": "",
    "manage.py": (
        "import os, sys\n"
        "print('accounts of the stand-in' if 'demonstration_accounts' in sys.argv else sys.argv[1])\n"
        "made = {'build_fonts': 'static/build/fonts', 'collectstatic': os.environ['PORTAL_DATA'] + '/static'}\n"
        "os.makedirs(made.get(sys.argv[1], 'static'), exist_ok=True)\n"
        "sys.exit(sys.argv[1] == os.environ.get('FAILING_STEP'))\n"
    ),
}
STEPS = ["translations", "web fonts", "static files", "database tables", "reference lists", "demonstration"]


class Run:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []

    def read_until(self, text: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if text in line:
                break
        return "".join(self.printed)

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self) -> int:
        code = self.process.wait(LIMIT)
        self.read_until("\0")
        return code


def words(process: psutil.Process) -> str:
    """The command line; of a process that is just ending, nothing."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def alive(family: list[psutil.Process]) -> list[psutil.Process]:
    """Without those that ended and only wait for init to take note."""
    return [process for process in family if words(process)]


@pytest.fixture
def tree(tmp_path) -> Path:
    tree = tmp_path / "a folder" / "مشورة"
    shutil.copytree(ROOT / "embedded", tree / "embedded", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "config/__init__.py", "config/server_log.py", "requirements/run.txt", "package-lock.json", "core/crypto/keypairs.py",
        "core/db/database_log.py",
    ):  # fmt: skip
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    for name, text in STAND_INS.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    return tree


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tree, port):
    runs = []

    def start_run(**env: str) -> Run:
        kept = ("PATH", "HOME", "LANG", "TMPDIR")
        process = subprocess.Popen(
            [sys.executable, "-m", "embedded.supervisor"],
            cwd=tree,
            env={name: os.environ[name] for name in kept if name in os.environ} | {"PORT": str(port), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        runs.append(Run(process))
        return runs[-1]

    yield start_run
    for run in runs:
        run.process.kill()
        run.process.communicate()


@pytest.mark.slow
def test_run_prints_steps_addresses_accounts_and_places(start, port, tree):
    printed = start().read_until("Ctrl-C")

    assert all(f"  {step} … " in printed for step in STEPS)
    assert f"http://127.0.0.1:{port}/ar/" in printed
    assert f"http://127.0.0.1:{port}/staff/" in printed
    assert "accounts of the stand-in" in printed
    assert str(tree / "data-local" / "mail") in printed
    assert f"{tree / 'data-local' / 'keys'}  (lose them" in printed


@pytest.mark.slow
def test_run_again_skips_what_is_up_to_date_until_the_program_changes(start, tree):
    first = start()
    first.read_until("Ctrl-C")
    first.process.terminate()
    first.end()

    second = start()
    again = second.read_until("Ctrl-C")
    second.process.terminate()
    second.end()
    (tree / "config" / "wsgi.py").write_text(STAND_INS["config/wsgi.py"] + "# changed\n")
    changed = start().read_until("Ctrl-C")

    assert [step for step in STEPS if step in again] == []
    assert [step for step in STEPS if step in changed] == ["database tables", "reference lists", "demonstration"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_stopped_by_a_signal_leaves_no_process(start, number):
    run = start()
    run.read_until("Ctrl-C")
    family = run.family()

    run.process.send_signal(number)
    code = run.end()

    assert code == 0
    assert len(family) > len(["postgres", "redis", "web", "worker", "clock"])
    assert alive(family) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["redis-server", "gunicorn", "beat"])
def test_run_whose_child_dies_stops_the_others_and_fails(start, name):
    run = start()
    run.read_until("Ctrl-C")
    family = run.family()
    victim = next(child for child in run.family() if name in words(child))

    victim.kill()
    code = run.end()

    assert code == 1
    assert "ended by itself" in "".join(run.printed)
    assert alive(family) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_run_killed_outright_leaves_no_process_and_starts_again(start):
    run = start()
    run.read_until("Ctrl-C")
    family = run.family()

    run.process.kill()
    run.process.wait(LIMIT)

    assert psutil.wait_procs(family, timeout=LIMIT)[1] == []
    assert "The portal is up" in start().read_until("Ctrl-C")


@pytest.mark.slow
def test_run_with_taken_port_says_so_in_one_line(start, port):
    with socket.create_server(("127.0.0.1", port)):
        run = start()
        code = run.end()

    assert code == 1
    assert run.printed[-1] == (
        f"Port {port} is taken by another program: stop it, or choose another, PORT={port + 1} make run.\n"
    )


@pytest.mark.parametrize("given", ["80a", "0", "65536", "٨٠٠٠"])
def test_run_with_invalid_port_says_so_in_one_line(start, given):
    run = start(PORT=given)
    code = run.end()

    assert code == 1
    assert run.printed == [f"PORT must be a number from 1 to 65535, not {given!r}.\n"]


@pytest.mark.slow
def test_run_with_failing_step_shows_what_it_said_and_tries_it_again_next_time(start):
    run = start(FAILING_STEP="load_reference")
    code = run.end()
    again = start().read_until("Ctrl-C")

    assert code == 1
    assert "`manage.py load_reference` failed" in run.printed[-1]
    assert "reference lists" in again


@pytest.mark.slow
def test_run_stopped_while_preparing_leaves_no_process(start, tree):
    (tree / "manage.py").write_text("import time\ntime.sleep(600)\n")
    run = start()
    deadline = time.monotonic() + LIMIT
    while not any("manage.py" in words(child) for child in run.family()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    family = run.family()

    run.process.terminate()
    code = run.end()

    assert code == 0
    assert alive(family) == []
