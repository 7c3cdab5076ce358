"""Before installation: an unsuitable Python gets a clear message, and the locks name no package index."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "embedded" / "bootstrap.py"
LATER_SYNTAX = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef, ast.Nonlocal)
LOCKS = [ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt"]


def bootstrap_where(preparation: str) -> subprocess.CompletedProcess[str]:
    program = f"import runpy, sys; {preparation}; runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)


def test_bootstrap_on_old_python_is_refused_in_one_line():
    done = bootstrap_where("sys.version_info = (3, 9, 2)")

    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, this is 3.9")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_bootstrap_without_venv_module_is_refused_in_one_line(module):
    done = bootstrap_where(f"sys.modules[{module!r}] = None")

    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_bootstrap_uses_no_syntax_that_old_pythons_lack():
    nodes = list(ast.walk(ast.parse(BOOTSTRAP.read_text())))

    later = [node.lineno for node in nodes if isinstance(node, LATER_SYNTAX)]
    annotated = [node.lineno for node in nodes if isinstance(node, ast.FunctionDef) and node.returns]

    assert later == []
    assert annotated == []


def test_installation_imports_only_the_standard_library():
    program = "import embedded.installation, sys; print('site' in sys.modules)"

    done = subprocess.run([sys.executable, "-S", "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert done.stderr == ""
    assert done.stdout == "False\n"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_pins_and_hashes_every_package_and_names_no_place(lock):
    text = lock.read_text()
    entries = re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash[^\n]*)*", text, re.MULTILINE)

    assert len(entries) > 40
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|file://|--index|--find-links|/(?:tmp|home|work|opt)/", text) == []


def test_development_lock_holds_the_same_versions_as_the_run_lock():
    run, dev = (set(re.findall(r"^[a-z0-9][^ \n]*==[^ \n]+", lock.read_text(), re.MULTILINE)) for lock in LOCKS)

    assert run < dev


def test_front_end_lock_has_checksums_and_names_no_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: entry for name, entry in packages.items() if name}

    assert len(installed) > 3
    assert [name for name, entry in installed.items() if not entry.get("integrity")] == []
    assert [name for name, entry in installed.items() if "resolved" in entry] == []
