"""Threat 40: `make check` runs every check of this folder, and the deployment check refuses a weaker setting."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text().replace("\\\n", " ")
PRODUCTION = {
    "MACHOURA_LOCAL": "0", "DJANGO_DEBUG": "0", "ALLOWED_HOSTS": "portal.example",
    "PUBLIC_ORIGIN": "https://portal.example", "MAIL_FROM": "portal@portal.example", "EMAIL_HOST": "mail.portal.example",
    # Contacts that only the operator knows.
    "SILENCED_CHECKS": "core.W031,core.W032,core.W033,core.W034,core.W035,core.W036,core.W037,core.W038",
}  # fmt: skip


def recipe(target: str) -> str:
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found, target
    return found[1]


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("check-secrets", "-m supply.secrets"),
        ("check-advisories", "-m supply.advisories"),
        ("check-security", "-m bandit"),
        ("check-deployment", "check --deploy --database default --database public --fail-level WARNING"),
    ],
)
def test_make_check_runs_the_target_and_heeds_its_failure(target, command):
    targets = re.search(r"^CHECKS := (.*)$", MAKEFILE, re.MULTILINE)

    assert target in targets[1].split()
    assert command in recipe(target)
    assert not re.search(r"^\t-|\|\|", recipe(target), re.MULTILINE), "a failure of this recipe would be ignored"
    assert "$(CHECKS)" in recipe("check")


def deployment_check(**changed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    # Set by the test browser for pytest's own process.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = inherited | PRODUCTION | changed
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.slow
def test_deployment_check_passes_with_production_settings():
    done = deployment_check(CLAMD_URL="unix:///run/clamav/clamd.ctl")

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_deployment_check_refuses_weaker_settings():
    """Any warning is a failure, so one run tells of all three: a short key, debugging, no scanner."""
    done = deployment_check(SECRET_KEY="short", DJANGO_DEBUG="1", CLAMD_URL="")

    warnings = done.stderr.partition("WARNINGS:")[2]
    assert done.returncode == 1
    assert [code for code in ("security.W009", "security.W018", "core.W001") if f"({code})" not in warnings] == []
