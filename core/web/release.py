"""Which release of the portal this process runs: a hash of all that the bytes of a public page depend on besides the database and the hour.

A change of pages behind the sign-in alone is no new release: public pages use nothing of them (``tests/test_layers.py``,
``tests/test_template_walls.py``). Translations are in one file for all pages, so a new text of the office does make a new release.
"""

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
BEHIND_SIGN_IN = ("portal/staff/", "portal/members/", "templates/staff/", "templates/members/")
SETTINGS = ("SITE", "PUBLIC_ORIGIN", "STATIC_URL", "DEBUG")


@cache
def release() -> str:
    """Equal in all processes that run the same files with the same settings. Reads hundreds of files: ``config/wsgi.py`` calls it once, before
    the first reader comes.
    """
    found = hashlib.sha256()
    for path in sorted(_files()):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    for name in SETTINGS:
        found.update(repr(getattr(settings, name)).encode() + b"\0")
    found.update(repr(sorted(getattr(staticfiles_storage, "hashed_files", {}).items())).encode())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    for folder, pattern in FOLDERS.items():
        for path in (settings.BASE_DIR / folder).rglob(pattern):
            if not path.relative_to(settings.BASE_DIR).as_posix().startswith(BEHIND_SIGN_IN):
                yield path
