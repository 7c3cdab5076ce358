"""Refused kinds, early refusal of too large files, and shown names."""

from __future__ import annotations

import io

import pytest

from core.files import Refused, limits
from core.files.examining import examine
from core.files.kinds import ALL, PDF, Clean
from core.files.names import shown_name
from tests.core.files.given import A_PDF, examined

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize(
    "given",
    [
        b"", b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 50,
        b"plain text", b"MZ" + b"\0" * 60, b"\0\0\0\x18ftypheic" + b"\0" * 50, b"\0\0\0\x18ftypavif" + b"\0" * 50,
    ],
)  # fmt: skip
def test_unknown_file_is_refused_with_advice(given):
    with pytest.raises(Refused) as refusal:
        examined(given, "photo.jpg")

    expected = "HEIC" if b"heic" in given else "PDF" if given else "empty"
    assert expected in str(refusal.value.message)


def test_heic_photo_is_refused_with_advice():
    with pytest.raises(Refused, match="screenshot"):
        examined(b"\0\0\0\x18ftypheic" + b"\0" * 50)


class Endless(io.RawIOBase):
    """An upload that tells how much of it was read."""

    def __init__(self, size: int) -> None:
        self.size, self.taken = size, 0

    def seek(self, *_where: int) -> int:
        return 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.taken += size
        return b"x" * size


def test_file_over_the_limit_is_refused_unread():
    upload = Endless(limits.MAX_FILE_BYTES + 1)

    with pytest.raises(Refused, match="larger than 10 MB"):
        examine(upload)

    assert upload.taken == 0


def test_examine_reads_at_most_the_limit():
    upload = Endless(1)

    with pytest.raises(Refused):
        examine(upload)

    assert upload.taken == limits.MAX_FILE_BYTES


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("صورة الشارع.JPEG", "صورة الشارع.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\me\a b.doc", "a b.pdf"),
        ('x" .html', 'x".pdf'),
        ("a\r\nSet-Cookie: b\0.pdf", "a Set-Cookie: b.pdf"),
        ("fdp.\u202eexe", "fdp. exe.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 500, "x" * 116 + ".pdf"),
        ("e\u0301te\u0301.pdf", "\u00e9t\u00e9.pdf"),
    ],
)
def test_shown_name_is_plain_and_ends_as_the_content_does(given, shown):
    clean = Clean(PDF.name, PDF.media_type, PDF.extension, A_PDF)

    assert shown_name(given, clean) == shown
    assert shown_name(shown, clean) == shown


def test_accepted_media_types_cannot_run_in_a_page():
    assert not any(word in kind.media_type for kind in ALL for word in ("html", "svg", "javascript", "text/"))
