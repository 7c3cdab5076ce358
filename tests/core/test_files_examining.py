"""What is taken, what it becomes, and what is refused before it costs anything."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms

from core.files import Refused, limits
from core.files.archives import DIRECTORY_ENTRY
from core.files.examining import examine
from core.files.kinds import ALL, OFFICE, OPEN_DOCUMENT, PDF, Clean
from core.files.names import shown_name


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """The sentences are looked for as they stand in the source."""
    with translation.override("en"):
        yield


ROOT = Path(__file__).resolve().parents[2]
WORD_MAIN = next(iter(OFFICE))
A_PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
TYPES = "[Content_Types].xml"


def examined(content: bytes, name: str = "x") -> Clean:
    return examine(SimpleUploadedFile(name, content, "text/html"))


def picture(
    size: tuple[int, int] = (40, 20), *, mode: str = "RGB", form: str = "JPEG", colour: Any = "red", **kept: Any
) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, colour).save(stream, form, **kept)
    return stream.getvalue()


def opened(clean: Clean) -> Image.Image:
    image = Image.open(io.BytesIO(clean.content))
    image.load()
    return image


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return stream.getvalue()


def types(*parts: str) -> bytes:
    rows = "".join(f'<Override PartName="/p{n}" ContentType="{part}"/>' for n, part in enumerate(parts))
    return f'<?xml version="1.0" encoding="UTF-8"?><Types>{rows}</Types>'.encode()


def document(main: str = WORD_MAIN, **entries: bytes) -> bytes:
    return archive({TYPES: types(main), "word/document.xml": b"<w/>", **entries})


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photo_becomes_a_jpeg_whatever_it_is_called(form):
    clean = examined(picture(form=form), "page.html")

    assert clean[:3] == ("image", "image/jpeg", "jpg")
    assert opened(clean).size == (40, 20)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_transparent_photo_stays_transparent(form):
    clean = examined(
        picture(mode="RGBA", form=form, colour=(255, 0, 0, 100), **({"lossless": True} if form == "WEBP" else {}))
    )

    assert clean[:3] == ("image", "image/png", "png")
    assert opened(clean).getpixel((0, 0)) == (255, 0, 0, 100)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("1", 1, 255),
        ("L", 100, 100),
        ("I;16", 100 * 257, 100),
        ("P", 0, 0),
        ("RGBA", (90, 90, 90, 255), 90),
    ],
)
def test_photo_of_any_depth_keeps_its_brightness(mode, colour, seen):
    clean = examined(picture(mode=mode, form="PNG", colour=colour))

    assert all(abs(channel - seen) <= 2 for channel in opened(clean).getpixel((20, 10)))


def test_printers_photo_becomes_one_for_screens():
    assert opened(examined(picture(mode="CMYK", colour=(0, 255, 255, 0)))).getpixel((20, 10))[0] > 240


def test_photo_in_other_colours_is_converted():
    """Of a profile in which red is really blue, blue is what has to be seen."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tmp!").replace(b"bXYZ", b"rXYZ").replace(b"tmp!", b"bXYZ")

    red = opened(examined(picture(icc_profile=profile))).getpixel((20, 10))
    blue = opened(examined(picture(icc_profile=swapped))).getpixel((20, 10))
    broken = opened(examined(picture(icc_profile=b"no profile"))).getpixel((20, 10))

    assert red[0] > 240 > 15 > red[2]
    assert blue[2] > 240 > 15 > blue[0]
    assert broken[0] > 240


def test_photo_stands_upright_and_says_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "canary-device"
    exif[0x8825] = {1: "N", 2: (33.0, 53.0, 42.0)}
    given = picture(exif=exif, comment=b"canary-comment", xmp=b"<x>canary-xmp</x>", icc_profile=b"canary-profile")
    assert given.count(b"canary") == 4

    clean = examined(given)

    assert opened(clean).size == (20, 40)
    assert b"canary" not in clean.content
    assert set(opened(clean).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not opened(clean).getexif()


def test_transparent_photo_keeps_no_text_either():
    given = picture(mode="RGBA", form="PNG", colour=(1, 2, 3, 4), icc_profile=b"canary")
    given = given[:33] + chunk(b"tEXt", b"Comment\0canary") + chunk(b"iTXt", b"XML\0\0\0\0\0canary") + given[33:]

    clean = examined(given)

    assert opened(clean).info == {}
    assert [clean.content[at + 4 : at + 8] for at in _chunk_starts(clean.content)] == [b"IHDR", b"IDAT", b"IEND"]


def _chunk_starts(content: bytes) -> list[int]:
    starts = [8]
    while (after := starts[-1] + 12 + struct.unpack_from("!I", content, starts[-1])[0]) < len(content):
        starts.append(after)
    return starts


def test_what_hangs_on_a_photo_is_cut_off():
    assert b"<script" not in examined(picture() + b"<script>alert(1)</script>").content


def test_large_photo_is_made_smaller():
    assert opened(examined(picture((5200, 2600)))).size == (2560, 1280)


def test_photo_is_taken_up_to_the_limit_of_its_pixels():
    taken = examined(picture((8_000, 5_000), mode="1", form="PNG", colour=1))

    assert opened(taken).size == (2560, 1600)
    with pytest.raises(Refused, match="40 million pixels"):
        examined(picture((8_000, 5_001), mode="1", form="PNG", colour=1))


def test_moving_picture_becomes_its_first_frame():
    given = picture(form="WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")])

    assert opened(examined(given)).getpixel((20, 10))[0] > 200


def test_transparent_photo_too_large_as_png_becomes_a_jpeg(monkeypatch):
    monkeypatch.setattr("core.files.images.LARGEST", 10)

    clean = examined(picture(mode="RGBA", form="PNG", colour=(255, 0, 0, 0)))

    assert clean.extension == "jpg"
    assert min(opened(clean).getpixel((0, 0))) > 250


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photo_that_is_cut_off_is_refused(form):
    stream = io.BytesIO()
    Image.effect_noise((300, 300), 50).convert("RGB").save(stream, form)

    with pytest.raises(Refused, match="damaged"):
        examined(stream.getvalue()[: len(stream.getvalue()) // 2])


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"])
def test_start_of_a_photo_is_not_a_photo(start):
    with pytest.raises(Refused, match="damaged"):
        examined(start + b"<html><script>alert(1)</script></html>" * 10)


def test_photo_that_asks_for_many_passes_is_refused():
    given = picture(progressive=True)
    at = given.index(b"\xff\xda")
    scan = given[at : given.index(b"\xff", at + 2)]

    with pytest.raises(Refused, match="damaged"):
        examined(given[:at] + scan * (limits.SCANS + 1) + given[at:])


def test_pdf_is_kept_as_it_is():
    assert examined(A_PDF) == Clean("document", "application/pdf", "pdf", A_PDF)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n" + A_PDF, "not accepted"),
        (A_PDF.replace(b"%%EOF", b""), "not complete"),
        (A_PDF + b"x" * 4096, "not complete"),
        (b"%PDF-1.7 <HTML><script>alert(1)</script>\n%%EOF", "something else"),
        (b"%PDF-1.7 <svg onload=alert(1)>\n%%EOF", "something else"),
        (A_PDF + archive({"a": b"b"}) + b"%%EOF", "something else"),
    ],
)
def test_false_pdf_is_refused(content, why):
    with pytest.raises(Refused, match=why):
        examined(content)


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


@pytest.mark.parametrize(
    "given",
    [
        b"", b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 50,
        b"plain text", b"MZ" + b"\0" * 60, b"\0\0\0\x18ftypheic" + b"\0" * 50, b"\0\0\0\x18ftypavif" + b"\0" * 50,
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_to_do(given):
    with pytest.raises(Refused) as refusal:
        examined(given, "photo.jpg")

    expected = "HEIC" if b"heic" in given else "PDF" if given else "empty"
    assert expected in str(refusal.value.message)


def test_photo_of_an_iphone_is_refused_with_what_to_do():
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
    upload = Endless(limits.LARGEST + 1)

    with pytest.raises(Refused, match="larger than 10 MB"):
        examine(upload)

    assert upload.taken == 0


def test_never_more_than_the_limit_is_read():
    upload = Endless(1)

    with pytest.raises(Refused):
        examine(upload)

    assert upload.taken == limits.LARGEST


# Bombs: each in a process of its own, so that its memory can be measured.


def word_bomb() -> bytes:
    return document(**{"word/bomb.xml": b"\0" * (limits.UNPACKED - 1000)})


def lying_bomb() -> bytes:
    """Announces a kilobyte; unpacks to fifty megabytes."""
    given = document(**{"word/bomb.xml": b"\0" * (50 * limits.MIB)})
    return given.replace(struct.pack("<I", 50 * limits.MIB), struct.pack("<I", 1024))


def many_entries() -> bytes:
    row = DIRECTORY_ENTRY + b"\0" * 42 + b"a"
    count = limits.LARGEST // len(row) - 10
    return (
        b"PK\x03\x04"
        + row * count
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(row) * count, 4, 0)
    )


def many_texts() -> bytes:
    texts = [chunk(b"zTXt", b"k%d\0\0" % number + zlib.compress(b"\0" * 900_000)) for number in range(300)]
    return png(10, 10, *texts)


def wide_webp() -> bytes:
    given = bytearray(picture(form="WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")]))
    at = given.index(b"VP8X") + 12
    given[at : at + 6] = (16_382).to_bytes(3, "little") * 2
    return bytes(given)


BOMBS = {
    "50,000 x 50,000": lambda: png(50_000, 50_000),
    "texts": many_texts,
    "profile": lambda: png(10, 10, chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * 500_000_000, 1))),
    "webp": wide_webp,
    "document": word_bomb,
    "document in small parts": lambda: document(**{f"word/{n}.xml": b"\0" * limits.MIB for n in range(101)}),
    "lying document": lying_bomb,
    "many entries": many_entries,
    "nested": lambda: document(**{"word/a.zip": archive({"b": b"\0" * (90 * limits.MIB)}) * 100}),
}
MEASURE = """
import io, re, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from django.core.files.uploadedfile import SimpleUploadedFile
from core.files import Refused
from core.files.examining import examine
upload = SimpleUploadedFile("x", sys.stdin.buffer.read())
most = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
before, started = most(), time.monotonic()
try:
    examine(upload)
    print("taken")
except Refused as refusal:
    print("refused")
print(time.monotonic() - started, (most() - before) / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory a process has had")
@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_within_two_seconds_and_a_hundred_megabytes(name):
    content = BOMBS[name]()
    assert len(content) <= limits.LARGEST

    run = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=content,
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ,
        timeout=60,
    )
    outcome, seconds, grown = run.stdout.split()

    assert outcome == b"refused"
    assert float(seconds) < 2
    assert float(grown) < 100


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


def test_no_kind_that_is_taken_can_run_in_a_page():
    assert not any(word in kind.media_type for kind in ALL for word in ("html", "svg", "javascript", "text/"))
