"""Check locked versions for known vulnerabilities: pip-audit with a file as its vulnerability service, so that no network is needed.

``supply/advisories.json`` has advisories in OSV's format, and when and how it was made. ``python -m supply.advisories``
compares both locks with it; ``python -m supply.advisories refresh`` downloads it again.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version
from pip_audit._audit import Auditor
from pip_audit._service import Dependency, ResolvedDependency, VulnerabilityResult, VulnerabilityService

from supply import pins, refreshing
from supply.pins import NPM, PYPI, ROOT, Pin

ADVISORIES = ROOT / "supply" / "advisories.json"
STALE_AFTER = dt.timedelta(days=30)


class FileService(VulnerabilityService):
    """Advisories of one ecosystem, from a list in OSV's format."""

    def __init__(self, advisories: Iterable[dict[str, Any]], ecosystem: str = PYPI) -> None:
        self.ecosystem = ecosystem
        self.advisories = [each for each in advisories if not each.get("withdrawn")]

    def query(self, spec: Dependency) -> tuple[Dependency, list[VulnerabilityResult]]:
        if not isinstance(spec, ResolvedDependency):
            return spec, []
        return spec, list(self.of(spec.canonical_name, str(spec.version)))

    def of(self, name: str, version: str) -> Iterator[VulnerabilityResult]:
        for advisory in self.advisories:
            for affected in advisory.get("affected", []):
                package = affected["package"]
                if (package["ecosystem"], package["name"]) == (self.ecosystem, name) and _affects(affected, version):
                    yield _result(advisory, affected)
                    break


def _affects(affected: dict[str, Any], version: str) -> bool:
    """OSV's rule: the version is in ``versions`` or inside one of ``ranges``."""
    ranges = [each for each in affected.get("ranges", []) if each["type"] in {"ECOSYSTEM", "SEMVER"}]
    return version in affected.get("versions", []) or any(_inside(each["events"], version) for each in ranges)


def _inside(events: list[dict[str, str]], version: str) -> bool:
    """``introduced`` begins a range; ``fixed`` is the first version after it, ``last_affected`` the last version in it.

    A version that cannot be compared counts as affected: a person decides.
    """
    try:
        asked = Version(version)
        is_inside = False
        for kind, at in sorted(_points(events), key=lambda point: point[1]):
            if kind == "introduced" and asked >= at:
                is_inside = True
            elif (kind == "fixed" and asked >= at) or (kind == "last_affected" and asked > at):
                is_inside = False
    except InvalidVersion:
        return True
    return is_inside


def _points(events: list[dict[str, str]]) -> Iterator[tuple[str, Version]]:
    for event in events:
        for kind, at in event.items():
            if kind in {"introduced", "fixed", "last_affected"}:
                yield kind, Version(at)


def _result(advisory: dict[str, Any], affected: dict[str, Any]) -> VulnerabilityResult:
    fixed = {event["fixed"] for each in affected.get("ranges", []) for event in each["events"] if "fixed" in event}
    return VulnerabilityResult.create(
        ids=[advisory["id"], *advisory.get("aliases", [])],
        description=advisory.get("summary", ""),
        fix_versions=sorted(Version(each) for each in fixed),
        published=None,
    )


def marked(
    advisories: list[dict[str, Any]], python_lock: Path = pins.PYTHON_LOCK, npm_lock: Path = pins.NPM_LOCK
) -> Iterator[tuple[Pin, VulnerabilityResult]]:
    """Every locked version that an advisory names."""
    for spec, results in Auditor(FileService(advisories)).audit(pins.python_source(python_lock)):
        if isinstance(spec, ResolvedDependency):
            for result in results:
                yield Pin(PYPI, spec.canonical_name, str(spec.version)), result
    service = FileService(advisories, NPM)
    for pin in pins.npm_pins(npm_lock):
        for result in service.of(pin.name, pin.version):
            yield pin, result


def staleness(made: str, today: dt.date) -> str:
    """A warning when the file is older than :data:`STALE_AFTER`, else nothing."""
    age = today - dt.date.fromisoformat(made)
    if age <= STALE_AFTER:
        return ""
    return f"warning: the advisories are {age.days} days old. Run `make advisories` where there is network."


def check(file: Path = ADVISORIES, **locks: Path) -> int:
    read = json.loads(file.read_text())
    if warning := staleness(read["made"], dt.datetime.now(tz=dt.UTC).date()):
        print(warning, file=sys.stderr)
    print(f"{len(read['advisories'])} advisories of {read['made']}. {read['how']}")
    count = 0
    for pin, result in marked(read["advisories"], **locks):
        count += 1
        fixed = ", ".join(map(str, result.fix_versions)) or "no version yet"
        print(f"{pin.name} {pin.version} ({pin.ecosystem}): {result.id} {result.description} Fixed in: {fixed}.")
    return 1 if count else 0


def refresh(file: Path = ADVISORIES) -> int:
    found = [*refreshing.of_python(pins.python_pins()), *refreshing.of_npm(pins.npm_pins())]
    written = {
        "made": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "how": "make advisories: every locked version asked of pip-audit's OSV service (Python) and of npm audit (npm)",
        "advisories": found,
    }
    file.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n")
    print(f"{file.name}: {len(found)} advisories.")
    return 0


def main(arguments: list[str]) -> int:
    return refresh() if arguments == ["refresh"] else check()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
