"""Threat 40, a planted secret: the check finds it in a file that git knows, or would add."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from supply import secrets

# In two pieces, or this file would itself be found.
PLANTED = {
    "key of a cloud service": "key = '" + "AKIA" + "Q7X2M4N6P8R1S3T5" + "'\n",
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----\n",
    "password": "EMAIL_HOST_" + "PASSWORD = 'fR7-qpL2xv'\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with our baseline and one harmless file."""
    (tmp_path / "supply").mkdir()
    shutil.copy(secrets.ROOT / secrets.BASELINE, tmp_path / secrets.BASELINE)
    (tmp_path / "settings.py").write_text("DEBUG = False\n")
    (tmp_path / "other.py").write_text("LANGUAGE_CODE = 'ar'\n")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def test_tree_without_a_secret_passes(tree):
    assert secrets.check(tree) == []


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("is_added", [True, False], ids=["added", "not added"])
def test_planted_secret_is_found(tree, kind, is_added):
    (tree / "settings.py").write_text("DEBUG = False\n" + PLANTED[kind])
    if is_added:
        subprocess.run(["git", "add", "."], cwd=tree, check=True)

    found = secrets.check(tree)

    assert found
    assert found[0].startswith("settings.py:2: ")


def test_accepted_entry_is_not_found_again_but_another_in_the_same_file_is(tree):
    (tree / "settings.py").write_text(PLANTED["password"])
    secrets.accept(tree)
    accepted = secrets.check(tree)

    (tree / "settings.py").write_text(PLANTED["password"] + PLANTED["private key"])

    assert accepted == []
    assert [line.partition(":")[0] for line in secrets.check(tree)] == ["settings.py"]


def test_baseline_fits_wherever_the_repository_lies(tree, tmp_path_factory):
    (tree / "settings.py").write_text(PLANTED["password"])
    secrets.accept(tree)

    elsewhere = shutil.copytree(tree, tmp_path_factory.mktemp("elsewhere") / "copy")

    assert secrets.check(elsewhere) == []


def test_ignored_file_is_not_read(tree):
    (tree / ".gitignore").write_text("secret-key\n")
    (tree / "secret-key").write_text(PLANTED["password"])

    assert secrets.check(tree) == []


def test_every_entry_of_the_baseline_is_decided():
    results = json.loads((secrets.ROOT / secrets.BASELINE).read_text())["results"]

    assert results
    assert all(each["is_secret"] is False for found in results.values() for each in found)
    assert all(each["filename"] == name for name, found in results.items() for each in found)
    assert all((secrets.ROOT / name).is_file() for name in results), "accept again: a file is gone"
