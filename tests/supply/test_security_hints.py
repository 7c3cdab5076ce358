"""bandit: a new hint fails the check; each old one is decided on its line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BANDIT = [sys.executable, "-m", "bandit", "--quiet", "--configfile", str(ROOT / "pyproject.toml")]


def run(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BANDIT, str(file)], capture_output=True, text=True)


@pytest.mark.parametrize(
    ("hint", "line"),
    [
        ("B602", "import subprocess\nsubprocess.run('ls ' + name, shell=True)\n"),
        ("B301", "import pickle\npickle.loads(given)\n"),
        ("B308", "from django.utils.safestring import mark_safe\nmark_safe(given)\n"),
        ("B608", "cursor.execute('SELECT 1 FROM a WHERE b = ' + given)\n"),
    ],
)
def test_planted_hint_fails_the_check(tmp_path, hint, line):
    file = tmp_path / "planted.py"
    file.write_text(line)

    done = run(file)

    assert done.returncode == 1
    assert hint in done.stdout


def test_harmless_file_passes(tmp_path):
    file = tmp_path / "harmless.py"
    file.write_text("import subprocess\n\nprint('harmless')\n")

    assert run(file).returncode == 0


def test_every_decided_hint_names_its_number_and_a_reason():
    listed = subprocess.run(["git", "grep", "-hn", "# nosec", "--", "*.py", ":!tests"], cwd=ROOT, capture_output=True)
    lines = listed.stdout.decode().splitlines()

    assert len(lines) > 10
    assert not [line for line in lines if not re.search(r"# nosec( B\d{3})+  # \w", line)]
