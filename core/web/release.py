"""Which release of the portal this process runs: a hash of all that the bytes of a page depend on besides the database and the hour."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

FOLDERS = {
    "templates": "*.html",
    "locale": "*.mo",
    "config": "*.py",
    "core": "*.py",
    "portal": "*.py",
    "publications": "*.py",
    "reference": "*.py",
    "requirements": "*.txt",
}
SETTINGS = ("SITE", "PUBLIC_ORIGIN", "STATIC_URL", "DEBUG")


@cache
def release() -> str:
    """Equal in all processes that run the same files with the same settings."""
    found = hashlib.sha256()
    for path in sorted(_files()):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    for name in SETTINGS:
        found.update(repr(getattr(settings, name)).encode() + b"\0")
    found.update(repr(sorted(getattr(staticfiles_storage, "hashed_files", {}).items())).encode())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    for folder, pattern in FOLDERS.items():
        yield from (settings.BASE_DIR / folder).rglob(pattern)
