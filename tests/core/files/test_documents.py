"""The kind of a document is determined by its content; active or unreadable documents are refused."""

from __future__ import annotations

import zipfile

import pytest

from core.files import Refused, limits
from core.files.archives import DIRECTORY_ENTRY
from core.files.kinds import OFFICE, OPEN_DOCUMENT, Clean
from tests.core.files.given import TYPES, WORD_MAIN, archive, document, examined, types

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize("main", OFFICE)
def test_office_document_is_known_by_its_main_part(main):
    given = document(main)

    assert examined(given, "x.zip") == Clean("document", OFFICE[main].media_type, OFFICE[main].extension, given)


@pytest.mark.parametrize("media_type", OPEN_DOCUMENT)
def test_open_document_is_known_by_its_first_entry(media_type):
    given = archive({"mimetype": media_type.encode(), "content.xml": b"<x/>"}, zipfile.ZIP_STORED)

    assert examined(given).extension == OPEN_DOCUMENT[media_type].extension


@pytest.mark.parametrize(
    "given",
    [
        document("application/vnd.ms-word.document.macroEnabled.main+xml"),
        document(**{"word/vbaProject.bin": b"x"}),
        document(**{"word/VBAPROJECT.BIN": b"x"}),
        document(**{"word/activeX/activeX1.bin": b"x"}),
        document(**{"xl/macrosheets/sheet1.xml": b"x"}),
        archive({TYPES: types(WORD_MAIN, "application/vnd.ms-office.vbaProject"), "word/other.bin": b"x"}),
        archive({"mimetype": next(iter(OPEN_DOCUMENT)).encode(), "Basic/script-lc.xml": b"x"}),
        archive({"mimetype": next(iter(OPEN_DOCUMENT)).encode(), "Scripts/python/x.py": b"x"}),
    ],
)
def test_document_with_macros_is_refused(given):
    with pytest.raises(Refused, match="macros"):
        examined(given)


@pytest.mark.parametrize(
    "given",
    [
        archive({"a.jpg": b"x"}),
        archive({TYPES: types("application/xml")}),
        archive({TYPES: types(*list(OFFICE)[:2])}),
        archive({"content.xml": b"x", "mimetype": next(iter(OPEN_DOCUMENT)).encode()}),
        archive({"mimetype": b"application/epub+zip"}),
        archive({"META-INF/MANIFEST.MF": b"x", "A.class": b"x"}),
    ],
)
def test_other_archive_is_refused(given):
    with pytest.raises(Refused, match="archive"):
        examined(given)


def encrypted(given: bytes) -> bytes:
    """With the mark of a password on its first entry."""
    at = given.index(DIRECTORY_ENTRY)
    return given[: at + 8] + b"\x01" + given[at + 9 :]


def test_document_with_a_password_is_refused():
    with pytest.raises(Refused, match="password"):
        examined(encrypted(document()))
    with pytest.raises(Refused, match="password"):
        examined(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def with_wrong_sum() -> bytes:
    given = archive({TYPES: types(WORD_MAIN), "a": b"<w/>"}, zipfile.ZIP_STORED)
    return given.replace(b"<w/>", b"<W/>")


@pytest.mark.parametrize(
    "given",
    [
        document()[:-30],
        with_wrong_sum(),
        archive({TYPES: types(WORD_MAIN)}, zipfile.ZIP_LZMA),
        archive({TYPES: types(WORD_MAIN)}, zipfile.ZIP_BZIP2),
        archive({TYPES: types(WORD_MAIN) + b" " * limits.CONTENT_TYPES}),
        archive({TYPES: types(WORD_MAIN).decode().encode("utf-16")}),
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_damaged_document_is_refused(given):
    with pytest.raises(Refused, match="damaged"):
        examined(given)
