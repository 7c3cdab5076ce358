"""`pytest` and mypy as an editor starts them: in a work tree, with nothing set in the environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from embedded.services import services

ROOT = Path(__file__).resolve().parents[2]


def started_by_an_editor(*arguments: str, data: Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {"PORTAL_DATA": str(data)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def pytest_of_an_editor(*arguments: str, data: Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return started_by_an_editor("-m", "pytest", "-p", "no:cacheprovider", *arguments, data=data, folder=folder)


def test_pytest_without_services_says_in_one_line_what_to_type(tmp_path: Path) -> None:
    done = pytest_of_an_editor("tests/core/test_clock.py", data=tmp_path)

    assert done.returncode != 0
    assert "type `make run`" in done.stderr
    assert done.stderr.strip().count("\n") == 0, done.stderr


@pytest.mark.slow
def test_pytest_beside_running_services_finds_and_runs_tests(tmp_path: Path) -> None:
    with services(tmp_path, volatile=True):
        done = pytest_of_an_editor("-q", "core/test_clock.py", data=tmp_path, folder=ROOT / "tests")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout


@pytest.mark.slow
def test_settings_of_mypys_plugin_need_nothing_in_the_environment(tmp_path: Path) -> None:
    module = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["django-stubs"]["django_settings_module"]
    script = "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = sys.argv[1]; import django; django.setup()"

    done = started_by_an_editor("-c", script, module, data=tmp_path)

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == [], "it makes no keys and no folders"
