"""A folder for files from outside that has no addresses and survives a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class Folder(FileSystemStorage):
    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address of their own.")

    def _save(self, name: str, content: Any) -> str:
        """On the disk before the row that names it: the database keeps its promise only for rows."""
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for each in (path, path.parent):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return saved
