"""Storage for uploaded files: without URLs, and with ``fsync``, so that files survive a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class Folder(FileSystemStorage):
    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address of their own.")

    def _save(self, name: str, content: Any) -> str:
        """Flush the file to disk before the row that names it is committed: the database guarantees durability only for rows."""
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for each in (path, path.parent):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return saved
