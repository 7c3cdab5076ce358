"""Search for secrets in the repository: detect-secrets over every file that git tracks or would add, compared with a baseline.

The baseline (``supply/secrets.json``) lists findings that a person has judged not to be secrets. ``python -m supply.secrets`` checks;
``python -m supply.secrets accept`` writes the baseline again; its diff is then reviewed like code.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from detect_secrets.core import baseline
from detect_secrets.core.potential_secret import PotentialSecret
from detect_secrets.core.secrets_collection import SecretsCollection

ROOT = Path(__file__).resolve().parent.parent
BASELINE = Path("supply/secrets.json")
PROCESSES = 2
# Lock files and the baseline contain hashes, which look like keys.
HASHES = {"package-lock.json", "requirements/run.txt", "requirements/dev.txt", BASELINE.as_posix()}


def check(folder: Path = ROOT) -> list[str]:
    """One line for each secret that the baseline does not accept."""
    known = _known(folder)
    found = _scanned(folder)
    new = sorted((found - known).json().items())
    return [f"{name}:{each['line_number']}: {each['type']}" for name, secrets in new for each in secrets]


def accept(folder: Path = ROOT) -> int:
    """Write the baseline again; returns its number of entries. Decisions (``is_secret``) on old entries are kept."""
    known = _known(folder)
    found = _scanned(folder)
    found.merge(known)
    for _name, secret in found:
        _decided(secret)
    written = baseline.format_for_output(found)
    (folder / BASELINE).write_text(json.dumps(written, indent=2) + "\n")
    return len(list(found))


def _decided(secret: PotentialSecret) -> None:
    secret.is_secret = False


def _known(folder: Path) -> SecretsCollection:
    """The entries of the baseline. Also activates its plugins and filters."""
    return baseline.load(json.loads((folder / BASELINE).read_text()))


def _scanned(folder: Path) -> SecretsCollection:
    """Findings with paths relative to ``folder``, so that the baseline is independent of the location of the repository."""
    secrets = SecretsCollection()
    with chdir(folder):
        secrets.scan_files(*_files(folder), num_processors=PROCESSES)
    return secrets


def _files(folder: Path) -> list[str]:
    """Tracked files, and new ones that are not ignored: a secret is found before it is committed."""
    listed = subprocess.run(  # nosec B603 B607  # fixed arguments, a developer's git
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    names = {name for name in listed.stdout.split("\0") if name}
    return sorted(name for name in names - HASHES if (folder / name).is_file())


def main(arguments: list[str]) -> int:
    if arguments == ["accept"]:
        print(f"{BASELINE}: {accept()} entries. Review the difference before you commit it.")
        return 0
    new = check()
    for line in new:
        print(line)
    if new:
        print("A secret? Take it out, and change it where it was in use. Not a secret: python -m supply.secrets accept")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
