"""The translatable messages of the source tree, Python and templates alike, without system gettext."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TRANSLATOR_NOTES: Final = ["Translators:"]
TEMPLATE_SUFFIXES: Final = {".html", ".txt", ".xml"}
# Migrations contain old copies of the models' messages.
SKIPPED_FOLDERS: Final = {"tests", "benchmarks", "node_modules", "locale", "migrations"}


def source_messages(root: Path) -> Catalog:
    """Every message under ``root``, each with the files (no line numbers) that use it."""
    catalogue = Catalog(charset="utf-8")
    for path in _source_files(root):
        location = path.relative_to(root).as_posix()
        try:
            for _line, message, notes, context in _messages_in(path):
                catalogue.add(message, None, [(location, 0)], auto_comments=notes, context=context)
        except Exception as error:
            error.add_note(f"while extracting messages from {location}")
            raise
    return catalogue


def _source_files(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not _is_skipped(Path(folder, name)))
        for path in (Path(folder, name) for name in sorted(names)):
            if path.suffix == ".py" or _is_template(path.relative_to(root)):
                yield path


def _is_skipped(folder: Path) -> bool:
    return folder.name in SKIPPED_FOLDERS or folder.name.startswith(".") or (folder / "pyvenv.cfg").exists()


def _is_template(path: Path) -> bool:
    return path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts


def _messages_in(path: Path) -> Iterator[tuple]:
    code = path.read_bytes() if path.suffix == ".py" else _template_as_python(path)
    return extract("python", BytesIO(code), keywords=KEYWORDS, comment_tags=TRANSLATOR_NOTES)


def _template_as_python(path: Path) -> bytes:
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    # Python's tokeniser does not accept the indentation of HTML.
    return "\n".join(line.strip() for line in code.split("\n")).encode()
