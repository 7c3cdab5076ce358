"""Determine the kind of a file from its content alone, not from its name or the ``Content-Type`` of the browser."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.files import Refused
from core.files.archives import office_document
from core.files.images import remade
from core.files.kinds import PDF, Clean, Kind
from core.files.limits import MAX_FILE_BYTES, MIB
from core.files.pdf import is_pdf, rewritten

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PHONE_PHOTOS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def examine(upload: Any) -> Clean:
    """The upload in the form that may be stored: images and PDF files rewritten without metadata, other documents unchanged.

    ``upload`` is a Django file. Raises :class:`core.files.Refused` with the reason; reads at most :data:`limits.MAX_FILE_BYTES` bytes.
    """
    content = _content(upload)
    if _is_image(content):
        return remade(content)
    if is_pdf(content):
        return _as_it_is(PDF, rewritten(content))
    return _as_it_is(_document(content), content)


def _content(upload: Any) -> bytes:
    if upload.size > MAX_FILE_BYTES:
        raise Refused(_("This file is larger than %(size)d MB.") % {"size": MAX_FILE_BYTES // MIB})
    upload.seek(0)
    content: bytes = upload.read(MAX_FILE_BYTES)
    if not content:
        raise Refused(_("This file is empty."))
    return content


def _is_image(content: bytes) -> bool:
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_webp or content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _document(content: bytes) -> Kind:
    if content.startswith(b"PK\x03\x04"):
        return office_document(content)
    if content.startswith(OLD_OFFICE):
        raise Refused(
            _(
                "This is an old Office file, or one with a password. Save it as PDF, or as it is in use today without a password."
            )
        )
    if content[4:8] == b"ftyp" and content[8:12] in PHONE_PHOTOS:
        raise Refused(
            _(
                "This photo is in the HEIC format. Take a screenshot of it and send that, or let the phone save photos as JPEG."
            )
        )
    raise Refused(
        _(
            "This kind of file is not accepted. Accepted are photos (JPEG, PNG, WebP), PDF, Word, Excel, PowerPoint and OpenDocument files."
        )
    )


def _as_it_is(kind: Kind, content: bytes) -> Clean:
    return Clean(kind.name, kind.media_type, kind.extension, content)
