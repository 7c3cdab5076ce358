"""`./manage.py` as a developer types it: in a work tree, with nothing set in the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from embedded.services import services

ROOT = Path(__file__).resolve().parents[2]
QUERY = "from django.db import connection; connection.ensure_connection(); print(connection.settings_dict['USER'])"


def manage(
    *arguments: str, data: Path, python: tuple[str, ...] = (sys.executable,)
) -> subprocess.CompletedProcess[str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {"PORTAL_DATA": str(data)}
    command = [*python, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_command_beside_running_services_uses_their_database(tmp_path):
    with services(tmp_path, volatile=True):
        done = manage("shell", "--no-imports", "-c", QUERY, data=tmp_path)

    assert done.stdout.strip() == "machoura", done.stderr


def test_command_without_services_says_in_one_line_what_to_type(tmp_path):
    done = manage("check", data=tmp_path)

    assert done.returncode == 1
    assert "type `make run`" in done.stderr
    assert done.stderr.count("\n") == 1


def test_addresses_left_by_a_killed_run_are_not_used(tmp_path):
    (tmp_path / "lock").touch()
    (tmp_path / "services-environment.json").write_text('{"DATABASE_URL": "postgresql://nobody@nowhere/x"}')

    done = manage("check", data=tmp_path)

    assert "type `make run`" in done.stderr


def test_command_of_the_systems_python_runs_with_the_installed_packages(tmp_path):
    systems_python = (sys._base_executable, "-I", "-S")  # type: ignore[attr-defined]

    done = manage("--version", data=tmp_path, python=systems_python)

    assert "type `make run`" in done.stderr, "it reached the settings, so Django was found"
