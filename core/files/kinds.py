"""The accepted kinds of files."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """``name`` is ``image`` or ``document``."""

    name: str
    media_type: str
    extension: str


class Clean(NamedTuple):
    """An examined file: ``kind`` is ``image`` or ``document``, ``content`` the bytes that may be stored."""

    kind: str
    media_type: str
    extension: str
    content: bytes


JPEG = Kind("image", "image/jpeg", "jpg")
PNG = Kind("image", "image/png", "png")
PDF = Kind("document", "application/pdf", "pdf")

_OFFICE = "application/vnd.openxmlformats-officedocument."
# Office Open XML: keys are the media type of the archive's main part.
OFFICE = {
    f"{_OFFICE}{main}.main+xml": Kind("document", _OFFICE + document, extension)
    for main, document, extension in (
        ("wordprocessingml.document", "wordprocessingml.document", "docx"),
        ("spreadsheetml.sheet", "spreadsheetml.sheet", "xlsx"),
        ("presentationml.presentation", "presentationml.presentation", "pptx"),
    )
}
# OpenDocument: keys are the content of the archive's first entry.
OPEN_DOCUMENT = {
    media_type: Kind("document", media_type, extension)
    for media_type, extension in (
        ("application/vnd.oasis.opendocument.text", "odt"),
        ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
        ("application/vnd.oasis.opendocument.presentation", "odp"),
    )
}
ALL = (JPEG, PNG, PDF, *OFFICE.values(), *OPEN_DOCUMENT.values())
