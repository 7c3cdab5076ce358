"""Hashes of the migrations that have landed. ``python -m tests.landed_migrations`` adds new files to the list; it changes no line of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_name("landed_migrations.json")


def migrations(root: Path = ROOT) -> dict[str, str]:
    """``{path: SHA-256}`` of the migrations of our apps."""
    files = sorted(root.glob("*/migrations/[0-9]*.py"))
    return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def landed() -> dict[str, str]:
    found: dict[str, str] = json.loads(LIST.read_text())
    return found


def accept(listed: dict[str, str], present: dict[str, str]) -> dict[str, str]:
    return dict(sorted((present | listed).items()))


if __name__ == "__main__":
    LIST.write_text(json.dumps(accept(landed() if LIST.exists() else {}, migrations()), indent=2) + "\n")
