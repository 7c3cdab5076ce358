"""Threat 40, a vulnerable pin: the check finds every locked version that the advisory file marks."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version
from pip_audit._service import ResolvedDependency, VulnerabilityResult

from supply import advisories, pins, refreshing

HASH = "--hash=sha256:" + "0" * 64
FIXED = [{"introduced": "0"}, {"fixed": "2.0"}]


def advisory(name: str, ecosystem: str = "PyPI", **affected: Any) -> dict[str, Any]:
    package = {"ecosystem": ecosystem, "name": name}
    return {"id": "TEST-1", "summary": "Planted.", "affected": [{"package": package, **affected}]}


@pytest.fixture
def locks(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "dev.txt").write_text(f"planted-package==1.5 {HASH}\nother==1.0 {HASH}\n")
    packages = {"": {"name": "portal"}, "node_modules/a/node_modules/planted": {"version": "1.5.0"}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    return {"python_lock": tmp_path / "dev.txt", "npm_lock": tmp_path / "package-lock.json"}


def written(folder: Path, *listed: dict[str, Any], made: str = "2026-11-01") -> Path:
    file = folder / "advisories.json"
    file.write_text(json.dumps({"made": made, "how": "Planted.", "advisories": listed}))
    return file


def test_check_fails_on_a_marked_python_version(tmp_path, locks, capsys):
    file = written(tmp_path, advisory("planted-package", ranges=[{"type": "ECOSYSTEM", "events": FIXED}]))

    assert advisories.check(file, **locks) == 1
    assert "planted-package 1.5 (PyPI): TEST-1 Planted. Fixed in: 2.0." in capsys.readouterr().out


def test_check_fails_on_a_marked_npm_version(tmp_path, locks, capsys):
    file = written(tmp_path, advisory("planted", "npm", versions=["1.5.0"]))

    assert advisories.check(file, **locks) == 1
    assert "planted 1.5.0 (npm): TEST-1" in capsys.readouterr().out


@pytest.mark.parametrize(
    "listed",
    [
        [],
        [advisory("planted-package", versions=["1.4"])],
        [advisory("planted-package", "npm", versions=["1.5"])],
        [advisory("planted-package", ranges=[{"type": "GIT", "events": FIXED}])],
        [advisory("planted-package", versions=["1.5"]) | {"withdrawn": "2026-01-01T00:00:00Z"}],
    ],
    ids=["none", "other version", "other ecosystem", "commits", "withdrawn"],
)
def test_check_passes_when_no_advisory_names_a_locked_version(tmp_path, locks, listed):
    assert advisories.check(written(tmp_path, *listed), **locks) == 0


@pytest.mark.parametrize(
    ("version", "is_affected"),
    [("0.9", False), ("1.0", True), ("1.9.9", True), ("2.0", False), ("3.0", True), ("3.4", True), ("3.5", False)],
)
def test_ranges_are_read_as_the_osv_schema_says(version, is_affected):
    events = [{"introduced": "3.0"}, {"last_affected": "3.4"}, {"introduced": "1.0"}, {"fixed": "2.0"}]
    service = advisories.FileService([advisory("x", ranges=[{"type": "ECOSYSTEM", "events": events}])])

    _spec, results = service.query(ResolvedDependency("X", Version(version)))

    assert bool(results) is is_affected


def test_version_that_cannot_be_compared_counts_as_affected():
    service = advisories.FileService([advisory("x", "npm", ranges=[{"type": "SEMVER", "events": FIXED}])], "npm")

    assert list(service.of("x", "not-a-version"))


def test_lock_without_a_hash_is_refused(tmp_path, locks):
    locks["python_lock"].write_text("planted-package==1.5\n")

    with pytest.raises(Exception, match="does not contain a hash"):
        advisories.check(written(tmp_path), **locks)


@pytest.mark.parametrize(("days", "warns"), [(0, False), (30, False), (31, True)])
def test_file_is_stale_after_thirty_days(days, warns):
    today = dt.date(2026, 11, 29)

    said = advisories.staleness((today - dt.timedelta(days=days)).isoformat(), today)

    assert bool(said) is warns


def test_stale_file_is_a_warning_and_no_failure(tmp_path, locks, capsys):
    assert advisories.check(written(tmp_path, made="2020-01-01"), **locks) == 0
    assert "days old" in capsys.readouterr().err


def test_own_locks_are_read_whole():
    python = {pin.name: pin.version for pin in pins.python_pins()}
    npm = {pin.name for pin in pins.npm_pins()}
    lines = pins.PYTHON_LOCK.read_text().splitlines()

    assert python["django"].startswith("5.2")
    assert len(python) == sum("==" in line and not line.startswith((" ", "#")) for line in lines)
    assert "@fontsource/ibm-plex-sans-arabic" in npm


def test_own_locks_have_no_marked_version():
    assert advisories.check() == 0


def test_run_lock_is_part_of_the_lock_that_is_checked():
    checked = set(pins.python_pins())

    assert set(pins.python_pins(pins.ROOT / "requirements" / "run.txt")) <= checked


class OneAnswer:
    def query(self, spec: ResolvedDependency) -> tuple[ResolvedDependency, list[VulnerabilityResult]]:
        ids, fixed = ["GHSA-x", "CVE-2026-0"], [Version("2.0")]
        return spec, [VulnerabilityResult.create(ids, "Planted.", fixed, None)]


def test_refreshed_python_advisory_marks_the_version_that_was_asked(tmp_path, locks):
    found = refreshing.of_python([pins.Pin("PyPI", "planted-package", "1.5")], OneAnswer())

    assert found[0]["id"] == "CVE-2026-0"
    assert [pin.name for pin, _result in advisories.marked(found, **locks)] == ["planted-package"]


def test_refreshed_npm_advisory_marks_the_locked_versions(locks):
    cause = {"source": 7, "name": "planted", "title": "Planted.", "url": "", "severity": "high", "range": "<2"}
    answer = {"vulnerabilities": {"planted": {"via": [cause]}, "a": {"via": ["planted"]}}}

    found = refreshing.of_npm(pins.npm_pins(locks["npm_lock"]), json.dumps(answer))

    assert [(pin.name, result.id) for pin, result in advisories.marked(found, **locks)] == [("planted", "npm-7")]


def test_refused_npm_audit_leaves_the_old_file():
    with pytest.raises(refreshing.NoAnswer, match="not allowed"):
        refreshing.of_npm([], json.dumps({"message": "not allowed"}))
