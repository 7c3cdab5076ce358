"""A separate program, started by :mod:`core.files.pdf`: reads a PDF from standard input and writes it anew to standard output.

Ends with 0, or with 1 and one word on standard error: ``active``, ``damaged``, ``password`` or ``complicated``. It imports nothing of the
portal, to start fast.
"""

from __future__ import annotations

import io
import re
import sys
from typing import Any

import pikepdf

MOST_OBJECTS = 60_000
ACTIONS = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE", "/GoToR",
    "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
# Names of triggers, scripts, embedded files, XFA forms and media.
KEYS = {
    "/AA", "/JS", "/JavaScript", "/EF", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/OnInstantiate", "/Launch",
}  # fmt: skip
SUBTYPES = {"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen", "/FileAttachment"}
# XMP data and the private data of programs, of the document and of each part.
ABOUT_WRITERS = ("/Metadata", "/PieceInfo")
# Remarks on a page, and the keys that name who wrote them.
REMARKS = {
    "/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Stamp", "/Ink", "/Line", "/Square", "/Circle",
    "/Polygon", "/PolyLine", "/Caret", "/Popup", "/Redact",
}  # fmt: skip
NAMES_OF_REMARKS = ("/T",)
LINK = re.compile(r"^\s*(https?|mailto|tel):|^[^:\\/]+$|^[^:\\]*/[^:\\]*$", re.IGNORECASE)


class Active(Exception):
    """The file runs, embeds or loads something."""


class Complicated(Exception):
    """More objects than a person's document has."""


def main() -> int | str:
    try:
        written = rewritten(sys.stdin.buffer.read())
    except Active:
        return "active"
    except pikepdf.PasswordError:
        return "password"
    except (Complicated, MemoryError, RecursionError):
        return "complicated"
    except Exception:  # qpdf raises many different errors for a broken file
        return "damaged"
    sys.stdout.buffer.write(written)
    return 0


def rewritten(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if len(pdf.objects) > MOST_OBJECTS:
            raise Complicated
        if not len(pdf.pages):
            raise ValueError("no page")
        for each in pdf.objects:
            _check(each)
        for each in pdf.objects:
            _forget_names(each)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        written = io.BytesIO()
        pdf.save(written, encryption=False)
    return written.getvalue()


def _check(found: Any) -> None:
    """Check one object and its direct children; referenced objects are checked by the caller."""
    if isinstance(found, pikepdf.Array):
        for each in found:
            _check_inside(each)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        is_stream = isinstance(found, pikepdf.Stream)
        entries = dict((found.stream_dict if is_stream else found).items())
        _check_entries(entries, is_stream)
        for each in entries.values():
            _check_inside(each)


def _check_inside(value: Any) -> None:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        _check(value)


def _check_entries(entries: dict[str, Any], is_stream: bool) -> None:
    if not KEYS.isdisjoint(entries):
        raise Active
    if _name(entries, "/S") in ACTIONS or _name(entries, "/Subtype") in SUBTYPES:
        raise Active
    if _name(entries, "/Type") == "/EmbeddedFile" or (is_stream and "/F" in entries):
        raise Active  # an embedded file, or a stream whose content is in another file
    if isinstance(entries.get("/Ref"), pikepdf.Dictionary):
        raise Active  # a page imported from another file
    if "/URI" in entries and _name(entries, "/S") == "/URI" and not LINK.match(str(entries["/URI"])):
        raise Active


def _name(entries: dict[str, Any], key: str) -> str:
    """The name at ``key``, also if it is an indirect object."""
    value = entries.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _forget_names(found: Any) -> None:
    """Remove what people do not know they send: who wrote a page, a picture or a remark, with which program, private data of the editor."""
    if isinstance(found, pikepdf.Array):
        values = list(found)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        is_remark = "/Subtype" in found and str(found["/Subtype"]) in REMARKS
        for key in (*ABOUT_WRITERS, *(NAMES_OF_REMARKS if is_remark else ())):
            if key in found:
                del found[key]
        values = [value for _key, value in found.items()]
    else:
        return
    for each in values:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            _forget_names(each)


if __name__ == "__main__":
    sys.exit(main())
