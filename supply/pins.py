"""The names and exact versions in the two lock files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pip_audit._dependency_source import RequirementSource
from pip_audit._service import ResolvedDependency

ROOT = Path(__file__).resolve().parent.parent
PYTHON_LOCK = ROOT / "requirements" / "dev.txt"
NPM_LOCK = ROOT / "package-lock.json"
PYPI, NPM = "PyPI", "npm"


class Pin(NamedTuple):
    ecosystem: str
    name: str
    version: str


def python_source(lock: Path = PYTHON_LOCK) -> RequirementSource:
    """pip-audit's parser of a lock file; it refuses a package without hash. ``dev.txt`` contains all of ``run.txt``."""
    return RequirementSource([lock], require_hashes=True, disable_pip=True)


def python_pins(lock: Path = PYTHON_LOCK) -> Iterator[Pin]:
    for each in python_source(lock).collect():
        if isinstance(each, ResolvedDependency):
            yield Pin(PYPI, each.canonical_name, str(each.version))


def npm_pins(lock: Path = NPM_LOCK) -> Iterator[Pin]:
    packages = json.loads(lock.read_text())["packages"]
    for path, package in packages.items():
        if path:  # "" is the project itself
            yield Pin(NPM, package.get("name") or path.rpartition("node_modules/")[2], package["version"])
