"""Photos, documents and archives as somebody might send them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.files.examining import examine
from core.files.kinds import OFFICE, Clean

WORD_MAIN = next(iter(OFFICE))
TYPES = "[Content_Types].xml"


def examined(content: bytes, name: str = "x") -> Clean:
    return examine(SimpleUploadedFile(name, content, "text/html"))


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, pages: int = 1, **saved: Any) -> bytes:
    """Empty pages, and what ``change`` makes of them. As plain text unless ``object_stream_mode`` says otherwise."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 100))
    if change is not None:
        change(made)
    stream = io.BytesIO()
    made.save(stream, **{"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False} | saved)
    return stream.getvalue()


A_PDF = pdf()


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
    rows = "".join(f'<Override PartName="/p{n}.xml" ContentType="{part}"/>' for n, part in enumerate(parts))
    return f'<?xml version="1.0" encoding="UTF-8"?><Types>{rows}</Types>'.encode()


def document(main: str = WORD_MAIN, **entries: bytes) -> bytes:
    return archive({TYPES: types(main), "word/document.xml": b"<w/>", **entries})
