"""Office documents: zip archives whose first entries declare the type."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from django.utils.translation import gettext_lazy as _

from core.files import Refused, office_parts
from core.files.kinds import OFFICE, OPEN_DOCUMENT, Kind
from core.files.limits import CONTENT_TYPES, RATIO, SMALL_ENTRY, UNPACKED, ZIP_ENTRIES

DIRECTORY_ENTRY = b"PK\x01\x02"
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
ACTIVE_PARTS = re.compile(r"vbaproject|activex/|macrosheets/|^(basic|scripts)/", re.IGNORECASE)
ACTIVE_TYPES = re.compile(r"macroenabled|vbaproject|activex|macrosheet", re.IGNORECASE)
MAIN_PART = re.compile(r"""ContentType\s*=\s*["']([^"']+\.main\+xml)["']""")
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError)


def office_document(content: bytes) -> Kind:
    """The kind of office document; raises :class:`core.files.Refused` for every other archive.

    First the declared sizes are checked, then everything is unpacked to check that the declared sizes are true.
    """
    # Before the archive is parsed: a small file can declare a hundred thousand entries, which need much memory.
    if content.count(DIRECTORY_ENTRY) > ZIP_ENTRIES:
        raise _too_much()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            kind = _kind(archive)
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
            office_parts.check(archive, has_cells=kind.extension == "xlsx")
    except BROKEN:
        raise _damaged() from None
    return kind


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    # With duplicate names, Office might read the entry that was not examined. Office ignores case in names.
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise _damaged()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Refused(_("This document has a password. Save it without one."))
    if any(entry.compress_type not in METHODS for entry in entries):
        raise _damaged()
    if sum(entry.file_size for entry in entries) > UNPACKED or any(map(_is_bomb, entries)):
        raise _too_much()
    if any(ACTIVE_PARTS.search(entry.filename) for entry in entries):
        raise _active()
    if any(office_parts.active_names(entry.filename for entry in entries)):
        raise office_parts.active()


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL_ENTRY, entry.compress_size * RATIO)


def _kind(archive: zipfile.ZipFile) -> Kind:
    names = archive.namelist()
    if names[:1] == ["mimetype"]:
        found = OPEN_DOCUMENT.get(_text(archive, "mimetype").strip())
    elif "[Content_Types].xml" in names:
        found = _office(_text(archive, "[Content_Types].xml"))
    else:
        found = None
    if found is None:
        raise Refused(_("This is an archive, not a document. Add the files in it one by one."))
    return found


def _office(types: str) -> Kind | None:
    if ACTIVE_TYPES.search(types):
        raise _active()
    mains = [OFFICE[each] for each in MAIN_PART.findall(types) if each in OFFICE]
    return mains[0] if len(mains) == 1 else None


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """The text of a short entry; raises ``ValueError`` for a long one, or one that is not UTF-8."""
    if archive.getinfo(name).file_size > CONTENT_TYPES:
        raise ValueError(name)
    return archive.read(name).decode("utf-8-sig")


def _too_much() -> Refused:
    return Refused(_("This document unpacks to much more than it seems. Save it as PDF."))


def _damaged() -> Refused:
    return Refused(_("This document is damaged. Open it and save it again."))


def _active() -> Refused:
    return Refused(_("This document contains macros. Save it without them, or as PDF."))
