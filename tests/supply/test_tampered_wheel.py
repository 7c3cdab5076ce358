"""Threat 40, a tampered wheel: the command that installs the locks refuses a package whose hash differs from the lock."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from embedded import installation

NAME = "planted-1.0-py3-none-any.whl"
METADATA = "Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(folder: Path, code: str) -> str:
    """A wheel with one module; returns its SHA-256."""
    path = folder / NAME
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("planted.py", code)
        archive.writestr("planted-1.0.dist-info/METADATA", METADATA)
        archive.writestr("planted-1.0.dist-info/WHEEL", WHEEL)
        archive.writestr("planted-1.0.dist-info/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `make` runs to install a lock, up to the name of the lock."""
    asked: list[list[str]] = []
    monkeypatch.setattr(installation, "attempt", lambda command, **environment: asked.append(command))
    installation.install_packages("run")
    assert asked[0][-2:] == ["-r", "requirements/run.txt"]
    return [sys.executable, *asked[0][1:-1]]


def install(command: list[str], folder: Path, lock: str) -> subprocess.CompletedProcess[str]:
    (folder / "lock.txt").write_text(lock)
    only_here = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_CONFIG_FILE": os.devnull}
    target = {"PIP_TARGET": str(folder / "installed")}
    return subprocess.run(
        [*command, str(folder / "lock.txt")], env=os.environ | only_here | target, capture_output=True, text=True
    )


@pytest.mark.slow
def test_wheel_of_the_lock_is_installed(tmp_path, command):
    digest = wheel(tmp_path, "GOOD = True\n")

    done = install(command, tmp_path, f"planted==1.0 --hash=sha256:{digest}\n")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "installed" / "planted.py").is_file()


@pytest.mark.slow
def test_tampered_wheel_is_refused(tmp_path, command):
    digest = wheel(tmp_path, "GOOD = True\n")
    wheel(tmp_path, "GOOD = False\n")

    done = install(command, tmp_path, f"planted==1.0 --hash=sha256:{digest}\n")

    assert done.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
    assert not (tmp_path / "installed").exists()


@pytest.mark.slow
def test_lock_without_a_hash_is_refused(tmp_path, command):
    wheel(tmp_path, "GOOD = True\n")

    done = install(command, tmp_path, "planted==1.0\n")

    assert done.returncode != 0
    assert not (tmp_path / "installed").exists()


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_pin_of_the_lock_has_a_hash_and_no_address(lock):
    text = (installation.ROOT / "requirements" / f"{lock}.txt").read_text()
    pins = [part for part in text.replace("\\\n", " ").splitlines() if "==" in part and not part.startswith((" ", "#"))]

    assert len(pins) > 50
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in "".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
